package io.meanfield.worker;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.transform.TokenizedPair;
import io.meanfield.datasets.transform.text.Normalization;
import io.meanfield.datasets.transform.text.Splitting;
import io.meanfield.datasets.transform.text.Unit;
import io.meanfield.datasets.transform.text.Vocabulary;
import io.meanfield.datasets.transform.text.Words;
import io.meanfield.worker.protocol.DataSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A published data set of texts of 1 to 4 words; a translation is the same words in capitals. */
final class PatternPairs {
  private static final List<String> WORDS = List.of("a", "b", "c", "A", "B", "C");
  static final TokenizedPair PAIRS =
      new TokenizedPair(
          4,
          5,
          new Vocabulary(new Words(WORDS), new Splitting(Unit.WORD, false, Normalization.NFC)));

  private PatternPairs() {}

  static RawFeatures.TextPair pair(int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1 + seed % 4; i++) {
      text.append(WORDS.get(random.nextInt(3))).append(' ');
    }
    return RawFeatures.TextPair.of(text.toString(), text.toString().toUpperCase(Locale.ROOT));
  }

  static DataSpec publish(Path folder, int numExamples) throws IOException {
    TrainingShards shards = new TrainingShards(folder, PAIRS, new Labels.None());
    shards.add(
        shard -> {
          for (int i = 0; i < numExamples; i++) {
            shard.append(PAIRS.encode(pair(i)), new RawLabel.None());
          }
        });
    return shards.publish();
  }
}
