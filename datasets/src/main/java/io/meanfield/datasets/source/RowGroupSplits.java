package io.meanfield.datasets.source;

import java.util.ArrayList;
import java.util.List;

/** Splits of some row groups of a file each. Used by one thread. */
final class RowGroupSplits {
  private final List<RawSplit> splits = new ArrayList<>();

  /**
   * A file and the sizes of its row groups.
   *
   * @param rowGroupBytes what is read of each
   */
  record Sized(String file, List<Long> rowGroupBytes) {}

  /**
   * @param files all of one part, in the order in which they are read
   */
  void add(List<Sized> files, boolean isTest) {
    long splitBytes =
        SplitSize.of(
            files.stream().flatMap(file -> file.rowGroupBytes().stream()).mapToLong(b -> b).sum());
    for (Sized file : files) {
      int from = 0;
      long bytes = 0;
      for (int group = 0; group < file.rowGroupBytes().size(); group++) {
        bytes += file.rowGroupBytes().get(group);
        if (bytes >= splitBytes || group + 1 == file.rowGroupBytes().size()) {
          RowGroups rowGroups = new RowGroups(from, group + 1);
          splits.add(new RawSplit(splits.size(), List.of(file.file()), rowGroups, isTest));
          from = group + 1;
          bytes = 0;
        }
      }
    }
  }

  List<RawSplit> all() {
    return List.copyOf(splits);
  }
}
