package io.meanfield.datasets.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.text.Normalization;
import io.meanfield.datasets.transform.text.Splitting;
import io.meanfield.datasets.transform.text.Unit;
import io.meanfield.datasets.transform.text.Vocabulary;
import io.meanfield.datasets.transform.text.Words;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.function.Executable;

/** Raw examples, and what is done with them in more than one test. */
final class Examples {
  static final float UNTOUCHED = -99;

  private Examples() {}

  static RawFeatures.Pixels randomImage(Random random, ImageSize size) {
    byte[] values = new byte[size.numValues()];
    random.nextBytes(values);
    return new RawFeatures.Pixels(size.height(), size.width(), size.channels(), values);
  }

  static RawFeatures.Text text(String text) {
    return new RawFeatures.Text(text);
  }

  static RawFeatures.Numbers numbers(float... values) {
    return new RawFeatures.Numbers(values);
  }

  static Transform fit(TransformConfig config, List<? extends RawFeatures> examples) {
    return fit(config, List.of(), examples);
  }

  static Transform fit(
      TransformConfig config, List<String> columns, List<? extends RawFeatures> examples) {
    Encoding encoding =
        known(config, columns).orElseGet(() -> fitting(config, columns, examples).finish());
    return statistics(encoding, examples).finish();
  }

  static Optional<Encoding> known(TransformConfig config, List<String> columns) {
    try {
      return config.encoding(columns, new Storage(new Configuration()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Texts of lower-case words, the first of which has number 2. */
  static TokenizedText ofWords(int maxTokens, String... words) {
    return new TokenizedText(
        maxTokens,
        new Vocabulary(
            new Words(List.of(words)), new Splitting(Unit.WORD, true, Normalization.NFC)));
  }

  /** Fitted in several pieces, each of which crosses the wire, merged in order; some are empty. */
  static Transform fitInPieces(
      TransformConfig config, List<? extends RawFeatures> examples, Random random) {
    Fitting allFitting = config.newFitting(List.of());
    for (List<? extends RawFeatures> piece : pieces(examples, random)) {
      allFitting.merge(overTheWire(fitting(config, List.of(), piece)));
    }
    Encoding encoding = allFitting.finish();
    Statistics allStatistics = encoding.newStatistics();
    for (List<? extends RawFeatures> piece : pieces(examples, random)) {
      allStatistics.merge(overTheWire(statistics(encoding, piece)));
    }
    return allStatistics.finish();
  }

  private static List<List<? extends RawFeatures>> pieces(
      List<? extends RawFeatures> examples, Random random) {
    List<List<? extends RawFeatures>> pieces = new ArrayList<>();
    int from = 0;
    while (from < examples.size()) {
      int to = Math.min(examples.size(), from + random.nextInt(4));
      pieces.add(examples.subList(from, to));
      from = to;
    }
    return pieces;
  }

  static Fitting fitting(
      TransformConfig config, List<String> columns, List<? extends RawFeatures> examples) {
    Fitting fitting = config.newFitting(columns);
    examples.forEach(fitting::add);
    return fitting;
  }

  private static Statistics statistics(Encoding encoding, List<? extends RawFeatures> examples) {
    Statistics statistics = encoding.newStatistics();
    examples.forEach(raw -> statistics.add(encoding.encode(raw)));
    return statistics;
  }

  /** Row 1 of 3 after a decoder has written it; the rows around it must stay as they were. */
  static float[] decodeFeatures(Transform transform, RawFeatures raw, int rowSize) {
    FloatBuffer features = threeRows(rowSize);
    ByteBuffer encoded = encoded(transform, raw);
    int start = encoded.position();
    transform.decode(encoded, features, threeRows(rowSize));
    assertEquals(start, encoded.position());
    return middle(features, rowSize);
  }

  static float[] decodeMask(Transform transform, RawFeatures raw, int rowSize) {
    FloatBuffer mask = threeRows(rowSize);
    transform.decode(encoded(transform, raw), threeRows(rowSize), mask);
    return middle(mask, rowSize);
  }

  /** The same for a person to read; the buffer's position must stay where it is. */
  static Explained explain(Transform transform, RawFeatures raw) {
    ByteBuffer encoded = encoded(transform, raw);
    int start = encoded.position();
    Explained explained = transform.explain(encoded);
    assertEquals(start, encoded.position());
    return explained;
  }

  @SuppressWarnings("unchecked")
  static <T> T overTheWire(T value) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(value);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        return (T) in.readObject();
      }
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  /** The encoded example between bytes of other ones, as in a shard. */
  private static ByteBuffer encoded(Transform transform, RawFeatures raw) {
    byte[] encoded = transform.encode(raw);
    ByteBuffer shard = ByteBuffer.allocate(encoded.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    shard.position(8).put(encoded).putLong(-1).flip().position(8).limit(8 + encoded.length);
    return shard;
  }

  private static FloatBuffer threeRows(int rowSize) {
    FloatBuffer rows = FloatBuffer.allocate(3 * rowSize);
    while (rows.hasRemaining()) {
      rows.put(UNTOUCHED);
    }
    return rows.position(rowSize);
  }

  private static float[] middle(FloatBuffer rows, int rowSize) {
    assertEquals(2 * rowSize, rows.position());
    for (int i = 0; i < rowSize; i++) {
      assertEquals(UNTOUCHED, rows.get(i));
      assertEquals(UNTOUCHED, rows.get(2 * rowSize + i));
    }
    float[] row = new float[rowSize];
    rows.get(rowSize, row);
    return row;
  }
}
