package io.meanfield.datasets.source;

/**
 * A file that a source reads.
 *
 * @param key of the source's configuration that names it, such as {@code train[0]}
 * @param path as the configuration gives it
 */
public record RawInput(String key, String path) {}
