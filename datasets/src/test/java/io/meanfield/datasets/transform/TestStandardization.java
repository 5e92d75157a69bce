package io.meanfield.datasets.transform;

import static io.meanfield.datasets.transform.Examples.assertRefused;
import static io.meanfield.datasets.transform.Examples.decodeFeatures;
import static io.meanfield.datasets.transform.Examples.fit;
import static io.meanfield.datasets.transform.Examples.fitInPieces;
import static io.meanfield.datasets.transform.Examples.fitting;
import static io.meanfield.datasets.transform.Examples.numbers;
import static io.meanfield.datasets.transform.Examples.overTheWire;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures.Numbers;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestStandardization {
  private static final NumbersConfig CONFIG = new NumbersConfig();
  private static final List<String> NAMES = List.of("size", "age");

  @Test
  void eachColumnIsScaledByItsOwnMeanAndDeviation() {
    Transform fitted = fit(CONFIG, NAMES, List.of(numbers(1, 7), numbers(3, 7)));
    assertEquals(
        new Standardization(List.of("size", "age"), List.of(new Scale(2, 1), new Scale(7, 1))),
        fitted);
    assertArrayEquals(new float[] {3, -7}, decodeFeatures(fitted, numbers(5, 0), 2));
  }

  @Test
  void columnsWithoutNamesAreNumbered() {
    Transform fitted = fit(CONFIG, List.of(numbers(1, 2, 3)));
    assertEquals(Features.Numbers.of(List.of("x0", "x1", "x2")), fitted.features());
  }

  @Test
  void mergingPiecesIsTheSameAsOnePassEvenFarFromZero() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Numbers> rows =
          Stream.generate(
                  () ->
                      numbers((float) random.nextGaussian(), 1e6f + (float) random.nextGaussian()))
              .limit(2 + random.nextInt(60))
              .toList();
      Standardization onePass = (Standardization) fit(CONFIG, rows);
      Standardization merged = (Standardization) fitInPieces(CONFIG, rows, random);
      for (int column = 0; column < 2; column++) {
        Scale expected = onePass.scales().get(column);
        Scale found = merged.scales().get(column);
        assertClose(twoPassMean(rows, column), expected.mean());
        assertClose(expected.mean(), found.mean());
        double deviation = twoPassDeviation(rows, column);
        assertEquals(deviation, expected.standardDeviation(), 1e-9 * deviation);
        assertEquals(deviation, found.standardDeviation(), 1e-9 * deviation);
      }
    }
  }

  @Test
  void numbersAreLittleEndianFloats() {
    Transform fitted = fit(CONFIG, List.of(numbers(1), numbers(2)));
    assertArrayEquals(new byte[] {0, 0, (byte) 0x80, 0x3f}, fitted.encode(numbers(1)));
  }

  @Test
  void badRowsAreRefusedAndLeaveNothingBehind() {
    List<Numbers> rows = List.of(numbers(1, 2), numbers(3, 4));
    Fitting fitting = fitting(CONFIG, List.of(), rows);
    String length = "expected rows of 2 numbers, found 3";
    String nan = "expected finite numbers, found NaN in column 1";
    assertRefused(length, () -> fitting.add(numbers(1, 2, 3)));
    assertRefused(
        length, () -> fitting.merge(fitting(CONFIG, List.of(), List.of(numbers(1, 2, 3)))));
    assertRefused(nan, () -> fitting.add(numbers(1, Float.NaN)));
    assertEquals(new NumbersEncoding(List.of("x0", "x1")), fitting.finish());
    Transform fitted = fit(CONFIG, NAMES, rows);
    assertRefused(length, () -> fitted.encode(numbers(1, 2, 3)));
    assertRefused(nan, () -> fitted.encode(numbers(1, Float.NaN)));
    assertRefused(
        "expected rows of 1 numbers, found 0", () -> CONFIG.newFitting(List.of()).add(numbers()));
  }

  @Test
  void otherKindsAreRefused() {
    String message =
        "expected features of kind numbers, found image: set the kind of the transform to what the source gives";
    Numbers row = numbers(1);
    Transform fitted = fit(CONFIG, List.of(row));
    assertRefused(
        message, () -> fitted.encode(Examples.randomImage(new Random(1), new ImageSize(1, 1, 1))));
  }

  @Test
  void withoutRowsThereIsNothingToFit() {
    assertThrows(DataException.class, () -> CONFIG.newFitting(List.of()).finish());
    assertThrows(DataException.class, () -> new NumbersEncoding(NAMES).newStatistics().finish());
  }

  @Test
  void itCrossesTheWire() {
    Transform fitted = fit(CONFIG, NAMES, List.of(numbers(1, 7), numbers(3, 8)));
    assertEquals(fitted, overTheWire(fitted));
  }

  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, 1e-12 * Math.max(1, Math.abs(expected)));
  }

  private static double twoPassMean(List<Numbers> rows, int column) {
    return rows.stream().mapToDouble(row -> row.values()[column]).average().orElseThrow();
  }

  private static double twoPassDeviation(List<Numbers> rows, int column) {
    double mean = twoPassMean(rows, column);
    return Math.sqrt(
        rows.stream()
            .mapToDouble(row -> Math.pow(row.values()[column] - mean, 2))
            .average()
            .orElseThrow());
  }
}
