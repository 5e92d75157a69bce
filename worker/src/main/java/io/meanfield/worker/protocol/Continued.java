package io.meanfield.worker.protocol;

import java.io.Serializable;

/**
 * How a language model goes on with one text.
 *
 * @param record its number in the file, from 1
 * @param text what follows; empty if the record could not be read
 * @param problem why it could not be read; empty if it could
 */
public record Continued(String file, long record, String text, String problem)
    implements Serializable {}
