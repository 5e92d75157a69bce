package io.meanfield.worker.protocol;

import java.io.Serializable;

/**
 * What a model says of one raw record.
 *
 * @param record its number in the file, from 1
 * @param outputs the model's outputs, or the numbers of a translation's tokens; empty if the record
 *     could not be read
 * @param problem why it could not be read; empty if it could
 */
public record Prediction(String file, long record, float[] outputs, String problem)
    implements Serializable {}
