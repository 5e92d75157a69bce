package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits of many files each. Their sizes depend on the files alone, so the same files are divided
 * in the same way on any cluster. Used by one thread.
 */
final class FileSplits {
  private final List<RawSplit> splits = new ArrayList<>();

  /**
   * @param files in the folder, in the order in which they are read
   */
  void addTrain(String folder, List<StoredFile> files) {
    add(folder, files, false);
  }

  /** The same of the test part. */
  void addTest(String folder, List<StoredFile> files) {
    add(folder, files, true);
  }

  private void add(String folder, List<StoredFile> files, boolean isTest) {
    long total = files.stream().mapToLong(StoredFile::bytes).sum();
    long splitBytes = SplitSize.of(total);
    List<String> names = new ArrayList<>();
    long bytes = 0;
    for (StoredFile file : files) {
      names.add(FileNames.within(folder, file.path()));
      bytes += file.bytes();
      if (bytes >= splitBytes) {
        end(names, isTest);
        bytes = 0;
      }
    }
    end(names, isTest);
  }

  List<RawSplit> all() {
    return List.copyOf(splits);
  }

  private void end(List<String> names, boolean isTest) {
    if (!names.isEmpty()) {
      splits.add(RawSplit.ofWhole(splits.size(), names, isTest));
      names.clear();
    }
  }
}
