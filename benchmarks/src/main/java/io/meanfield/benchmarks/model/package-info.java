/** The architectures, in numbers, without any engine. */
package io.meanfield.benchmarks.model;
