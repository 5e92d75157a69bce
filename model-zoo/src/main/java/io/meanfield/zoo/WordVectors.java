package io.meanfield.zoo;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Vectors of words that were trained before, as a network's first ones: the section {@code
 * word-vectors} of a model that reads token sequences.
 *
 * @param file text in the format of GloVe or word2vec
 * @param trainable whether training changes them, and those of words that the file does not have
 */
public record WordVectors(String file, @JsonProperty(defaultValue = "true") boolean trainable) {}
