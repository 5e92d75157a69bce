package io.meanfield.datasets.division;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.RawSplit;

/**
 * Groups in an order by chance, which is cut where the parts come nearest to their shares: training
 * and validation part, or all folds, and the test part behind them.
 */
final class GroupCensus implements Census {
  private static final long serialVersionUID = 1;

  private final String what;
  private final KeyOrder order;
  private final Holdout validation;
  private final double test;
  private final KeyCounts counts = new KeyCounts();

  /**
   * @param what the groups are, in the words of a message
   */
  GroupCensus(String what, long seed, Holdout validation, double test) {
    this.what = what;
    this.order = KeyOrder.ofGroups(seed);
    this.validation = validation;
    this.test = test;
  }

  @Override
  public void add(RawSplit split, RawResult.Good record) {
    record.key().ifPresent(key -> counts.add(order.placeOf(key)));
  }

  @Override
  public void merge(Census other) {
    counts.merge(((GroupCensus) other).counts);
  }

  @Override
  public PartAssignment finish() {
    Boundaries boundaries = counts.boundaries();
    CutAssignment assignment = CutAssignment.uncut(order, part(0));
    if (boundaries.numPieces() == 0) {
      return assignment;
    }
    int numLower = numPiecesBelowTest();
    requireGroups(boundaries.numPieces(), numLower + (test > 0 ? 1 : 0));
    int end = boundaries.numPieces();
    if (test > 0) {
      end = boundaries.nearest((1 - test) * boundaries.numRecords(), numLower, end - 1);
    }
    int start = 0;
    for (int piece = 1; piece < numLower; piece++) {
      double target = share(piece) * boundaries.before()[end];
      start = boundaries.nearest(target, start + 1, end - numLower + piece);
      assignment = assignment.cutAt(boundaries.starts()[start], part(piece));
    }
    return test > 0 ? assignment.cutAt(boundaries.starts()[end], Part.TEST) : assignment;
  }

  private int numPiecesBelowTest() {
    if (validation instanceof Holdout.Fold fold) {
      return fold.folds();
    }
    return validation.isSome() ? 2 : 1;
  }

  /** What is before a piece, of all that is not the test part. */
  private double share(int piece) {
    return validation instanceof Holdout.Fold fold
        ? (double) piece / fold.folds()
        : 1 - Shares.fraction(validation) / (1 - test);
  }

  private Part part(int piece) {
    int heldOut = validation instanceof Holdout.Fold fold ? fold.number() - 1 : 1;
    return piece == heldOut ? Part.VALIDATION : Part.TRAIN;
  }

  private void requireGroups(int found, int expected) {
    if (found < expected) {
      throw new DataException(
          "expected at least %d %s, a part or fold at least one, found %d: ask for fewer in dataset.split, or split by record"
              .formatted(expected, what, found));
    }
  }
}
