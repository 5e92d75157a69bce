package io.meanfield.datasets.transform.text;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * How text becomes the units of a vocabulary.
 *
 * @param lowerCase whether upper and lower case are the same
 */
public record Splitting(Unit unit, boolean lowerCase, Normalization normalization)
    implements Serializable {

  List<String> tokens(String text) {
    String normal = normalization.of(text);
    return unit.split(lowerCase ? normal.toLowerCase(Locale.ROOT) : normal);
  }
}
