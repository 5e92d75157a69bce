package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.Encoding;
import io.meanfield.datasets.transform.Fit;
import io.meanfield.datasets.transform.ImageEncoding;
import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.datasets.transform.LogMelConfig;
import io.meanfield.datasets.transform.Scale;
import io.meanfield.datasets.transform.Statistics;
import io.meanfield.datasets.transform.TokenizedPair;
import io.meanfield.datasets.transform.TokenizedText;
import io.meanfield.datasets.transform.Transform;
import io.meanfield.datasets.transform.text.Normalization;
import io.meanfield.datasets.transform.text.Splitting;
import io.meanfield.datasets.transform.text.Unit;
import io.meanfield.datasets.transform.text.Vocabulary;
import io.meanfield.datasets.transform.text.Words;
import io.meanfield.worker.Loss;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.OutputShape;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestModelBuilder {
  private static final TokenizedText TEXTS =
      new TokenizedText(
          7,
          new Vocabulary(
              new Words(List.of("ja", "nein")), new Splitting(Unit.WORD, true, Normalization.NFC)));

  private static Manifest manifest(Transform transform) {
    return manifest(transform, new Labels.Classes(List.of("a", "b", "c")));
  }

  private static Manifest manifest(Transform transform, Labels labels) {
    PartInfo none = PartInfo.of(List.of());
    return new Manifest(
        Manifest.FORMAT_VERSION,
        "texts",
        transform.features(),
        labels,
        transform,
        new Manifest.Division(0, RecordSplit.ofFractions(0, 0)),
        new Manifest.Parts(none, none, none),
        BadRecords.NONE);
  }

  @Test
  void aClassifierReadsWholeTextsAndTellsTheirLabels() {
    Manifest texts = manifest(TEXTS);
    assertEquals(new InputShape.Sequence(7, 4), ModelBuilder.input(texts, Loss.BY_LABELS));
    assertEquals(new OutputShape(3, Head.SOFTMAX), ModelBuilder.output(texts, Loss.BY_LABELS));
  }

  @Test
  void aLanguageModelReadsAllWordsButTheLastAndTellsWords() {
    Manifest texts = manifest(TEXTS);
    assertEquals(new InputShape.Sequence(6, 4), ModelBuilder.input(texts, Loss.NEXT_WORD));
    assertEquals(new OutputShape(4, Head.TOKENS), ModelBuilder.output(texts, Loss.NEXT_WORD));
  }

  @Test
  void pairsHaveTwoSidesOfOneVocabulary() {
    Manifest pairs = manifest(new TokenizedPair(5, 6, TEXTS.tokenizer()), new Labels.None());
    assertEquals(new InputShape.Pair(5, 6, 5), ModelBuilder.input(pairs, Loss.NEXT_WORD));
    assertEquals(new OutputShape(5, Head.TOKENS), ModelBuilder.output(pairs, Loss.NEXT_WORD));
    assertEquals(
        "expected next-word, the loss for data without labels, found cross-entropy",
        assertThrows(
                IllegalArgumentException.class,
                () -> ModelBuilder.output(pairs, Loss.CROSS_ENTROPY))
            .getMessage());
  }

  @Test
  void textsWithoutLabelsHaveNextWordsOnly() {
    Manifest texts = manifest(TEXTS, new Labels.None());
    for (Loss loss : List.of(Loss.BY_LABELS, Loss.NEXT_WORD)) {
      assertEquals(new InputShape.Sequence(6, 4), ModelBuilder.input(texts, loss));
      assertEquals(new OutputShape(4, Head.TOKENS), ModelBuilder.output(texts, loss));
    }
    assertEquals(
        "expected next-word, the loss for data without labels, found squared-error",
        assertThrows(
                IllegalArgumentException.class,
                () -> ModelBuilder.output(texts, Loss.SQUARED_ERROR))
            .getMessage());
  }

  @Test
  void spectrogramsAreImagesOfOneChannel() throws IOException {
    Encoding encoding =
        new LogMelConfig(8000, 2, 25, 10, 40)
            .encoding(List.of(), new Storage(new Configuration()))
            .orElseThrow();
    Statistics statistics = encoding.newStatistics();
    statistics.add(encoding.encode(new RawFeatures.Sound(8000, new float[100])));
    assertEquals(
        new InputShape.Image(198, 40, 1),
        ModelBuilder.input(manifest(statistics.finish()), Loss.BY_LABELS));
  }

  @Test
  void nextWordsNeedTexts() {
    Manifest images =
        manifest(new ImageScaling(new ImageEncoding(8, 8, 1, Fit.EXACT), List.of(new Scale(0, 1))));
    assertEquals(
        "expected texts of at least two words for the loss next-word, found images of 8 x 8 x 1"
            + " (height x width x channels)",
        assertThrows(
                IllegalArgumentException.class, () -> ModelBuilder.input(images, Loss.NEXT_WORD))
            .getMessage());
  }
}
