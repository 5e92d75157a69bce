package io.meanfield.datasets.division;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.source.RawSplit;
import java.util.ArrayList;
import java.util.List;

/**
 * By a row of all records, cut into pieces.
 *
 * @param starts the first place of each piece but the first, ascending
 * @param parts of the pieces, one more
 */
record CutAssignment(KeyOrder order, List<Long> starts, List<Part> parts)
    implements PartAssignment {

  CutAssignment {
    starts = List.copyOf(starts);
    parts = List.copyOf(parts);
  }

  /** All records are in one piece. */
  static CutAssignment uncut(KeyOrder order, Part part) {
    return new CutAssignment(order, List.of(), List.of(part));
  }

  /** One piece more, at the end. */
  CutAssignment cutAt(long start, Part part) {
    List<Long> moreStarts = new ArrayList<>(starts);
    moreStarts.add(start);
    List<Part> moreParts = new ArrayList<>(parts);
    moreParts.add(part);
    return new CutAssignment(order, moreStarts, moreParts);
  }

  @Override
  public PartChooser ofDivided(RawSplit split) {
    return (number, record) ->
        partAt(
            order.placeOf(
                record
                    .key()
                    .orElseThrow(
                        () -> new IllegalStateException("expected a record of a keyed source"))));
  }

  private Part partAt(long place) {
    int piece = 0;
    while (piece < starts.size() && starts.get(piece) <= place) {
      piece++;
    }
    return parts.get(piece);
  }
}
