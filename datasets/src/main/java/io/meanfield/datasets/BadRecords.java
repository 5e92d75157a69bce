package io.meanfield.datasets;

import io.meanfield.datasets.source.RawResult;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * The records that could not be used.
 *
 * @param count all of them
 * @param first the first {@value #MAX_LISTED}, in the order of the source
 */
public record BadRecords(long count, List<RawResult.Bad> first) implements Serializable {
  public static final int MAX_LISTED = 20;

  public static final BadRecords NONE = new BadRecords(0, List.of());

  public BadRecords {
    first = List.copyOf(first);
  }

  /** These and those that come after them. */
  public BadRecords and(BadRecords later) {
    return new BadRecords(
        count + later.count,
        Stream.concat(first.stream(), later.first.stream()).limit(MAX_LISTED).toList());
  }
}
