package io.meanfield.datasets.describe;

import io.meanfield.datasets.transform.Explained;
import java.io.Serializable;

/**
 * One example for a person to look at.
 *
 * @param features images at most {@link Thumbnail#MAX_SIDE} high and wide
 * @param label the name of the class, or the targets with their names
 */
public record Example(Place place, Explained features, String label) implements Serializable {}
