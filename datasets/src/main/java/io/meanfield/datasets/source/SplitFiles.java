package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of one split each.
 *
 * @param key of the configuration that names the files that are not the test part
 */
record SplitFiles(String key, List<String> train, List<String> test) implements Serializable {
  private static final String TEST_KEY = "dataset.source.test";

  SplitFiles {
    train = FileNames.requireSome(key, train);
    test = List.copyOf(test);
    List<String> all = new ArrayList<>(train);
    all.addAll(test);
    FileNames.requireDistinct(all);
  }

  /** Files to predict from. */
  static SplitFiles inputs(List<String> files) {
    return new SplitFiles("input", files, List.of());
  }

  /** The key that names the files of a part. */
  String keyOf(boolean isTest) {
    return isTest ? TEST_KEY : key;
  }

  List<RawSplit> splits(Storage storage) throws IOException {
    List<RawSplit> splits = new ArrayList<>();
    for (String file : train) {
      RawFile.check(storage, file, key);
      splits.add(RawSplit.ofOne(splits.size(), file, false));
    }
    for (String file : test) {
      RawFile.check(storage, file, TEST_KEY);
      splits.add(RawSplit.ofOne(splits.size(), file, true));
    }
    return List.copyOf(splits);
  }

  List<RawInput> inputs() {
    List<RawInput> inputs = new ArrayList<>();
    for (String file : train) {
      inputs.add(RawInput.file("%s[%d]".formatted(lastStep(key), inputs.size()), file));
    }
    for (int i = 0; i < test.size(); i++) {
      inputs.add(RawInput.file("%s[%d]".formatted(lastStep(TEST_KEY), i), test.get(i)));
    }
    return List.copyOf(inputs);
  }

  private static String lastStep(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  SplitFiles within(String folder) {
    return new SplitFiles(key, FileNames.within(folder, train), FileNames.within(folder, test));
  }
}
