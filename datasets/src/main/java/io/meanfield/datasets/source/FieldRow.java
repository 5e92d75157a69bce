package io.meanfield.datasets.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a line.
 *
 * @param places of the columns among them
 */
record FieldRow(List<String> fields, Map<String, Integer> places) implements Row {

  /** The places of some columns among all. */
  static Map<String, Integer> places(List<String> names, List<String> all) {
    Map<String, Integer> places = new HashMap<>();
    names.forEach(name -> places.put(name, all.indexOf(name)));
    return places;
  }

  @Override
  public boolean isMissing(String column, List<String> missing) {
    return missing.contains(text(column).strip());
  }

  @Override
  public String text(String column) {
    return fields.get(places.get(column));
  }

  @Override
  public String name(String column) {
    return text(column);
  }

  @Override
  public float number(String column) throws BadRecordException {
    return DecimalText.parse(column, text(column));
  }
}
