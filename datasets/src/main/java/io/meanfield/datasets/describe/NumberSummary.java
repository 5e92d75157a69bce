package io.meanfield.datasets.describe;

import java.util.Optional;

/**
 * What is known of the numbers of one column, or of one channel of images.
 *
 * @param deviation of the whole, thus with the number of numbers as divisor
 * @param histogram not of every column where there are many
 */
public record NumberSummary(
    String name,
    double mean,
    double deviation,
    double min,
    double max,
    Optional<Histogram> histogram) {}
