package io.meanfield.worker;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.shard.ShardWriter;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.TokenizedText;
import io.meanfield.datasets.transform.text.Normalization;
import io.meanfield.datasets.transform.text.Splitting;
import io.meanfield.datasets.transform.text.Unit;
import io.meanfield.datasets.transform.text.Vocabulary;
import io.meanfield.datasets.transform.text.Words;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.zoo.InputShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.apache.hadoop.conf.Configuration;

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
    Labels labels = new Labels.Classes(CLASSES);
    Random random = new Random(19);
    String file = "train-00000.arrow";
    PartInfo train;
    try (ShardWriter shard =
        new ShardWriter(
            file,
            Files.newOutputStream(folder.resolve(file)),
            TEXTS.features(),
            labels,
            Compression.NONE)) {
      for (int i = 0; i < numExamples; i++) {
        int first = random.nextInt(CLASSES.size());
        StringJoiner text = new StringJoiner(" ");
        int numWords = 1 + random.nextInt(TEXTS.maxTokens());
        for (int word = first; word < first + numWords; word++) {
          text.add(WORDS.get(word % WORDS.size()));
        }
        shard.append(
            TEXTS.encode(new RawFeatures.Text(text.toString())),
            new RawLabel.ClassName(CLASSES.get(first)));
      }
      train = PartInfo.of(List.of(shard.finish()));
    }
    PartInfo none = PartInfo.of(List.of());
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT_VERSION,
            "pattern texts",
            TEXTS.features(),
            labels,
            TEXTS,
            new Manifest.Division(0, RecordSplit.ofFractions(0, 0)),
            new Manifest.Parts(train, none, none),
            BadRecords.NONE);
    Storage storage = new Storage(new Configuration());
    new Dataset(folder.toString(), manifest).save(storage);
    return new DataSpec(storage, Dataset.load(storage, folder.toString()), 1 << 30);
  }
}
