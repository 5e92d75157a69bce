package io.meanfield.datasets.catalogue;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A value of R, which is always a vector.
 *
 * @param cells its numbers or texts, as texts; NA and NaN are empty
 * @param elements if it is a list, whose cells are none
 * @param attributes by their names
 */
record RVector(List<String> cells, List<RVector> elements, Map<String, RVector> attributes) {
  static final RVector NULL = new RVector(List.of(), List.of(), Map.of());

  static RVector ofCells(List<String> cells) {
    return new RVector(cells, List.of(), Map.of());
  }

  static RVector ofElements(List<RVector> elements) {
    return new RVector(List.of(), elements, Map.of());
  }

  RVector with(Map<String, RVector> given) {
    return new RVector(cells, elements, given);
  }

  /** The element of a list that has a name. */
  RVector element(String name) throws IOException {
    List<String> names = attributes.getOrDefault("names", NULL).cells();
    int place = names.indexOf(name);
    if (place < 0 || place >= elements.size()) {
      throw new IOException("expected %s in a list of R, found %s".formatted(name, names));
    }
    return elements.get(place);
  }
}
