/**
 * Files by path or URI on any Hadoop file system. For every module but {@code model-zoo}; on the
 * driver and on executors.
 */
package io.meanfield.datasets.storage;
