package io.meanfield.datasets.source;

import java.io.Serializable;
import java.util.List;

/**
 * A piece of a source that one task reads from start to end.
 *
 * @param ordinal its place among all splits of the source, from 0: with the number of a record in
 *     the split it names that record for ever
 * @param files the files it is made of, one after the other (for formats that have labels in files
 *     of their own, those with the features)
 * @param extent of its only file, or of each of several
 * @param isTest whether the source says that its records are the test part
 */
public record RawSplit(int ordinal, List<String> files, SplitExtent extent, boolean isTest)
    implements Serializable {

  public RawSplit {
    files = List.copyOf(files);
  }

  /** A split of one file. */
  public static RawSplit ofOne(int ordinal, String file, boolean isTest) {
    return ofWhole(ordinal, List.of(file), isTest);
  }

  /** A split of one or several files, all of each. */
  static RawSplit ofWhole(int ordinal, List<String> files, boolean isTest) {
    return new RawSplit(ordinal, files, SplitExtent.WHOLE, isTest);
  }

  /** Its only file, or the first of several. */
  public String file() {
    return files.get(0);
  }
}
