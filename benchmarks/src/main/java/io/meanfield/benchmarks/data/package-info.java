/** How fast data get into training: {@code bench.sh data}. */
package io.meanfield.benchmarks.data;
