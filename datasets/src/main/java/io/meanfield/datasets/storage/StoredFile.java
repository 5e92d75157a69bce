package io.meanfield.datasets.storage;

/**
 * A file in a folder.
 *
 * @param path from the folder on, with slashes
 * @param bytes its size
 */
public record StoredFile(String path, long bytes) {}
