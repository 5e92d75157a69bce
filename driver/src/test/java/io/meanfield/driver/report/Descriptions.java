package io.meanfield.driver.report;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.describe.Description;
import io.meanfield.datasets.describe.Example;
import io.meanfield.datasets.describe.FeatureSummary;
import io.meanfield.datasets.describe.Finding;
import io.meanfield.datasets.describe.Histogram;
import io.meanfield.datasets.describe.LabelSummary;
import io.meanfield.datasets.describe.NumberSummary;
import io.meanfield.datasets.describe.Place;
import io.meanfield.datasets.describe.Repeat;
import io.meanfield.datasets.describe.Repeats;
import io.meanfield.datasets.division.RecordSplit;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.transform.Explained;
import io.meanfield.datasets.transform.Fit;
import io.meanfield.datasets.transform.ImageEncoding;
import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.datasets.transform.Scale;
import io.meanfield.datasets.transform.Standardization;
import io.meanfield.datasets.transform.TokenizedText;
import io.meanfield.datasets.transform.Transform;
import io.meanfield.datasets.transform.text.Normalization;
import io.meanfield.datasets.transform.text.Splitting;
import io.meanfield.datasets.transform.text.Unit;
import io.meanfield.datasets.transform.text.Vocabulary;
import io.meanfield.datasets.transform.text.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Data sets of two examples to train on and one to test with, the same as the first one. */
public final class Descriptions {
  /** What no document may take for markup. */
  public static final String HOSTILE = "</title><script>\"&'\u0000\ud800 \ud83d\ude00";

  private static final Place FIRST = new Place(0, 0);
  private static final Place SECOND = new Place(0, 1);
  private static final Place TEST = new Place(1, 0);

  private Descriptions() {}

  public static Description ofImages() {
    Explained image = new Explained.Image(2, 2, 1, new byte[] {0, 5, 10, 10});
    Histogram histogram = new Histogram(0, 255, List.of(3L, 9L));
    NumberSummary gray = new NumberSummary("gray", 6.25, 4.5, 0, 10, Optional.of(histogram));
    return description(
        new ImageScaling(new ImageEncoding(2, 2, 1, Fit.EXACT), List.of(new Scale(0, 1))),
        new FeatureSummary.Numbers(List.of(gray)),
        image);
  }

  public static Description ofTexts() {
    Vocabulary vocabulary =
        new Vocabulary(
            new Words(List.of("a", HOSTILE)), new Splitting(Unit.WORD, true, Normalization.NFC));
    return description(
        new TokenizedText(4, vocabulary),
        new FeatureSummary.Tokens(List.of(0L, 1L, 1L, 0L, 1L), List.of(0L, 1L, 4L, 2L)),
        new Explained.Text("a " + HOSTILE));
  }

  public static Description ofRows() {
    return description(
        new Standardization(List.of("x"), List.of(new Scale(0, 1))),
        new FeatureSummary.Numbers(
            List.of(new NumberSummary("x", 1 / 3.0, 1e-9, -1, 1e30, Optional.empty()))),
        new Explained.Row(List.of("x"), List.of(HOSTILE)));
  }

  private static Description description(
      Transform transform, FeatureSummary features, Explained shown) {
    Finding leak = new Finding(1, 1, List.of(new Repeat(FIRST, TEST, 2)));
    Finding none = new Finding(0, 0, List.of());
    return new Description(
        new Dataset("file:/data/" + HOSTILE, manifest(transform)),
        features,
        new LabelSummary.Classes(
            Map.of(
                Part.TRAIN, List.of(1L, 1L),
                Part.VALIDATION, List.of(0L, 0L),
                Part.TEST, List.of(0L, 1L))),
        new Repeats(none, leak, none, leak, none),
        List.of(FIRST, SECOND),
        Map.of(
            FIRST, new Example(FIRST, shown, HOSTILE),
            SECOND, new Example(SECOND, shown, "dog"),
            TEST, new Example(TEST, shown, "dog")));
  }

  private static Manifest manifest(Transform transform) {
    return new Manifest(
        Manifest.FORMAT_VERSION,
        "fingerprint",
        transform.features(),
        new Labels.Classes(List.of(HOSTILE, "dog")),
        transform,
        new Manifest.Division(1, RecordSplit.ofFractions(0, 0.3)),
        new Manifest.Parts(
            PartInfo.of(List.of(new ShardInfo("train-0.arrow", 2, 2048, "sha", 0))),
            PartInfo.of(List.of()),
            PartInfo.of(List.of(new ShardInfo("test-0.arrow", 1, 1000, "sha", 0)))),
        new BadRecords(21, List.of(new RawResult.Bad("a.csv", "line 7", HOSTILE))));
  }
}
