package io.meanfield.worker;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.transform.TokenizedText;
import io.meanfield.datasets.transform.text.Normalization;
import io.meanfield.datasets.transform.text.Splitting;
import io.meanfield.datasets.transform.text.Unit;
import io.meanfield.datasets.transform.text.Vocabulary;
import io.meanfield.datasets.transform.text.Words;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.zoo.InputShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/**
 * A published data set of texts of 1 to 7 words in the order of the alphabet, the first of which
 * tells their class.
 */
final class PatternTexts {
  static final List<String> CLASSES = List.of("a", "b", "c");
  private static final List<String> WORDS = List.of("a", "b", "c", "d", "e", "f", "g");
  private static final TokenizedText TEXTS =
      new TokenizedText(
          7, new Vocabulary(new Words(WORDS), new Splitting(Unit.WORD, false, Normalization.NFC)));
  static final InputShape.Sequence SHAPE =
      new InputShape.Sequence(TEXTS.features().maxTokens(), TEXTS.features().vocabularySize());

  private PatternTexts() {}

  static DataSpec publish(Path folder, int numExamples) throws IOException {
    Random random = new Random(19);
    TrainingShards shards = new TrainingShards(folder, TEXTS, new Labels.Classes(CLASSES));
    shards.add(
        shard -> {
          for (int i = 0; i < numExamples; i++) {
            int first = random.nextInt(CLASSES.size());
            shard.append(
                TEXTS.encode(new RawFeatures.Text(text(first, random))),
                new RawLabel.ClassName(CLASSES.get(first)));
          }
        });
    return shards.publish();
  }

  private static String text(int first, Random random) {
    StringJoiner text = new StringJoiner(" ");
    int numWords = 1 + random.nextInt(TEXTS.maxTokens());
    for (int word = first; word < first + numWords; word++) {
      text.add(WORDS.get(word % WORDS.size()));
    }
    return text.toString();
  }
}
