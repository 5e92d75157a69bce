package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A source of pairs of files, of which every pair is a split. */
interface PairedSource<P extends FilePair> extends Source {

  /** Divided as the configuration says. */
  List<P> train();

  /** Those of the test part; none if the data come without one. */
  List<P> test();

  /** What a split is made of. */
  default P pair(RawSplit split) {
    int ordinal = split.ordinal();
    return ordinal < train().size() ? train().get(ordinal) : test().get(ordinal - train().size());
  }

  @Override
  default List<RawSplit> splits(Storage storage) throws IOException {
    List<RawSplit> splits = new ArrayList<>();
    for (boolean isTest : new boolean[] {false, true}) {
      for (P pair : isTest ? test() : train()) {
        String key = isTest ? "dataset.source.test" : "dataset.source.train";
        RawFile.check(storage, pair.first(), key);
        RawFile.check(storage, pair.second(), key);
        splits.add(RawSplit.ofOne(splits.size(), pair.first(), isTest));
      }
    }
    return List.copyOf(splits);
  }

  @Override
  default List<RawInput> inputs() {
    List<RawInput> inputs = new ArrayList<>();
    for (int i = 0; i < train().size(); i++) {
      inputs.addAll(train().get(i).inputs("train[%d]".formatted(i)));
    }
    for (int i = 0; i < test().size(); i++) {
      inputs.addAll(test().get(i).inputs("test[%d]".formatted(i)));
    }
    return List.copyOf(inputs);
  }
}
