package io.meanfield.worker.protocol;

import java.io.Serializable;

/**
 * A vector file that was written.
 *
 * @param name within its folder
 */
public record SavedFile(String name, String sha256) implements Serializable {}
