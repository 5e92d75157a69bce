package io.meanfield.datasets.division;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.plan.CounterHash;
import io.meanfield.datasets.plan.IndexPermutation;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.source.RawSplit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** By a permutation of the records of each class, numbered through all splits. */
record ClassAssignment(long seed, Holdout validation, TreeMap<String, ClassShare> shares)
    implements PartAssignment {

  @Override
  public PartChooser ofDivided(RawSplit split) {
    Map<String, Numbering> numberings = new HashMap<>();
    return (number, record) ->
        record.label().orElse(null) instanceof RawLabel.ClassName label
            ? numberings
                .computeIfAbsent(label.name(), name -> new Numbering(name, split.ordinal()))
                .nextPart()
            : Part.TRAIN; // without a class it cannot be used anyway
  }

  /** Counts the records of one class in one split. */
  private final class Numbering {
    private final ClassShare share;
    private final IndexPermutation ranks;
    private long next;

    Numbering(String name, int ordinal) {
      share = shares.get(name);
      ranks = new IndexPermutation(share.size(), CounterHash.hash(seed, name));
      next = share.starts().get(ordinal);
    }

    Part nextPart() {
      return share.partAt(ranks.apply(next++), validation);
    }
  }
}
