package io.meanfield.datasets.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.BadRecords;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.division.RecordSplit;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against sums over all examples at once. */
@Tag("unit")
class TestExampleCounts {
  private static final Labels CLASSES = new Labels.Classes(List.of("a", "b", "c"));
  private static final Labels TARGETS = new Labels.Targets(List.of("t"));

  private final Random random = new Random(1);

  private record Raw(Part part, ByteBuffer features, ByteBuffer label) {}

  @Test
  void pixelsAreCountedByChannel() {
    List<Raw> images = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      byte[] values = new byte[2 * 3 * 3];
      random.nextBytes(values);
      values[1] = 7;
      images.add(raw(ByteBuffer.wrap(values), random.nextInt(2)));
    }
    ExampleCounts counts = counted(new Features.Image(2, 3, 3), CLASSES, images);
    List<NumberSummary> channels = ((FeatureSummary.Numbers) counts.features()).columns();
    assertEquals(List.of("red", "green", "blue"), names(channels));
    for (int channel = 0; channel < 3; channel++) {
      int first = channel;
      double[] values =
          images.stream()
              .flatMapToDouble(
                  image ->
                      IntStream.range(0, 6)
                          .mapToDouble(i -> image.features().get(3 * i + first) & 0xff))
              .toArray();
      assertSummary(values, channels.get(channel));
      assertEquals(
          IntStream.range(0, 256)
              .mapToObj(value -> Arrays.stream(values).filter(found -> found == value).count())
              .toList(),
          channels.get(channel).histogram().orElseThrow().counts());
    }
  }

  @Test
  void tokensAreCountedByNumberAndSequencesByLength() {
    List<Raw> texts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      int[] tokens = random.ints(1 + random.nextInt(4), 1, 6).toArray();
      ByteBuffer encoded = littleEndian(tokens.length * Integer.BYTES);
      encoded.asIntBuffer().put(tokens);
      texts.add(raw(encoded, 0));
    }
    ExampleCounts counts = counted(new Features.Tokens(4, 6), CLASSES, texts);
    FeatureSummary.Tokens tokens = (FeatureSummary.Tokens) counts.features();
    assertEquals(
        IntStream.rangeClosed(0, 4)
            .mapToObj(n -> texts.stream().filter(text -> text.features().limit() == 4 * n).count())
            .toList(),
        tokens.lengths());
    assertEquals(
        IntStream.range(0, 6)
            .mapToObj(
                token ->
                    texts.stream()
                        .flatMapToInt(
                            text ->
                                IntStream.range(0, text.features().limit() / 4)
                                    .map(i -> text.features().getInt(4 * i)))
                        .filter(found -> found == token)
                        .count())
            .toList(),
        tokens.counts());
  }

  @Test
  void columnsAndTargetsAreSummed() {
    List<Raw> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ByteBuffer row =
          littleEndian(8).putFloat(random.nextInt(9)).putFloat((float) random.nextGaussian());
      ByteBuffer target = littleEndian(4).putFloat(-i);
      rows.add(new Raw(Part.TRAIN, row.flip(), target.flip()));
    }
    ExampleCounts counts = counted(Features.Numbers.of(List.of("x", "y")), TARGETS, rows);
    List<NumberSummary> columns = ((FeatureSummary.Numbers) counts.features()).columns();
    assertEquals(List.of("x", "y"), names(columns));
    for (int column = 0; column < 2; column++) {
      int at = 4 * column;
      assertColumn(
          rows.stream().mapToDouble(row -> row.features().getFloat(at)).toArray(),
          columns.get(column));
    }
    NumberSummary target = ((LabelSummary.Targets) counts.labels()).columns().get(0);
    assertColumn(rows.stream().mapToDouble(row -> row.label().getFloat(0)).toArray(), target);
    assertEquals("t", target.name());
  }

  @Test
  void bandsOfSpectrogramsAreSummedOverTheirFrames() {
    List<Raw> sounds = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ByteBuffer spectrogram = littleEndian(4 * 3 * 2);
      while (spectrogram.hasRemaining()) {
        spectrogram.putFloat((float) random.nextGaussian());
      }
      sounds.add(new Raw(Part.TRAIN, spectrogram.flip(), littleEndian(0)));
    }
    ExampleCounts counts = counted(new Features.Spectrogram(3, 2), new Labels.None(), sounds);
    List<NumberSummary> bands = ((FeatureSummary.Numbers) counts.features()).columns();
    assertEquals(List.of("band 1", "band 2"), names(bands));
    for (int band = 0; band < 2; band++) {
      int first = 4 * band;
      assertColumn(
          sounds.stream()
              .flatMapToDouble(
                  sound ->
                      IntStream.range(0, 3)
                          .mapToDouble(frame -> sound.features().getFloat(first + 8 * frame)))
              .toArray(),
          bands.get(band));
    }
    assertEquals(List.of(), ((LabelSummary.Targets) counts.labels()).columns());
  }

  @Test
  void ofWideRowsTheFirstColumnsHaveHistograms() {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "x" + i).toList();
    Raw row = new Raw(Part.TRAIN, littleEndian(400), littleEndian(4));
    ExampleCounts counts = counted(Features.Numbers.of(names), TARGETS, List.of(row));
    List<NumberSummary> columns = ((FeatureSummary.Numbers) counts.features()).columns();
    assertEquals(64, columns.stream().filter(column -> column.histogram().isPresent()).count());
    assertEquals(List.of(0.0, 0.0), List.of(columns.get(99).mean(), columns.get(99).max()));
  }

  @Test
  void classesAreCountedByPart() {
    List<Raw> examples = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      examples.add(raw(ByteBuffer.wrap(new byte[1]), i % 7 % 3));
    }
    ExampleCounts counts = counted(new Features.Image(1, 1, 1), CLASSES, examples);
    for (Part part : Part.values()) {
      assertEquals(
          IntStream.range(0, 3)
              .mapToObj(
                  label ->
                      examples.stream()
                          .filter(example -> example.part() == part)
                          .filter(example -> example.label().getInt(0) == label)
                          .count())
              .toList(),
          ((LabelSummary.Classes) counts.labels()).counts().get(part));
    }
  }

  private static void assertSummary(double[] values, NumberSummary found) {
    double mean = DoubleStream.of(values).sum() / values.length;
    double variance =
        DoubleStream.of(values).map(value -> (value - mean) * (value - mean)).sum() / values.length;
    assertEquals(mean, found.mean(), 1e-12 * Math.abs(mean));
    assertEquals(Math.sqrt(variance), found.deviation(), 1e-9);
    assertEquals(DoubleStream.of(values).min().orElseThrow(), found.min());
    assertEquals(DoubleStream.of(values).max().orElseThrow(), found.max());
  }

  private static void assertColumn(double[] values, NumberSummary found) {
    assertSummary(values, found);
    Long[] expected = new Long[32];
    Arrays.fill(expected, 0L);
    double width = (found.max() - found.min()) / expected.length;
    for (double value : values) {
      expected[Math.min(expected.length - 1, (int) ((value - found.min()) / width))]++;
    }
    Histogram histogram = new Histogram(found.min(), found.max(), List.of(expected));
    assertEquals(histogram, found.histogram().orElseThrow());
  }

  private Raw raw(ByteBuffer features, int label) {
    Part part = Part.values()[random.nextInt(3)];
    return new Raw(part, features, littleEndian(4).putInt(label).flip());
  }

  private static List<String> names(List<NumberSummary> columns) {
    return columns.stream().map(NumberSummary::name).toList();
  }

  /** Counted in pieces that are merged in another order, beside one that is empty. */
  private ExampleCounts counted(Features features, Labels labels, List<Raw> examples) {
    Manifest manifest = manifest(features, labels);
    List<Raw> shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, random);
    ExampleCounts all = new ExampleCounts(manifest);
    for (int from = 0; from < shuffled.size(); from += 7) {
      ExampleCounts piece = new ExampleCounts(manifest);
      for (Raw raw : shuffled.subList(from, Math.min(shuffled.size(), from + 7))) {
        piece.add(raw.part(), raw.features(), raw.label());
      }
      all.merge(piece);
    }
    all.merge(new ExampleCounts(manifest));
    return all;
  }

  private static Manifest manifest(Features features, Labels labels) {
    PartInfo none = PartInfo.of(List.of());
    return new Manifest(
        Manifest.FORMAT_VERSION,
        "fingerprint",
        features,
        labels,
        null, // nothing is decoded
        new Manifest.Division(1, RecordSplit.ofFractions(0, 0)),
        new Manifest.Parts(none, none, none),
        BadRecords.NONE);
  }

  private static ByteBuffer littleEndian(int numBytes) {
    return ByteBuffer.allocate(numBytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
