/**
 * Who reads which example when, as arithmetic on whole numbers that knows nothing but the JDK. For
 * every module; on the driver and on executors, with the same outcome.
 */
package io.meanfield.datasets.plan;
