package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;

/** Writes small raw files to a folder and reads sources from it. */
record RawFiles(Path folder) {
  private static final Storage STORAGE = new Storage(new Configuration());

  String write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, content);
    return file.toString();
  }

  String write(String name, String content) throws IOException {
    return write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  IdxFiles idx(byte[] images, byte[] labels) throws IOException {
    return new IdxFiles(write("images", images), write("labels", labels));
  }

  /** Images of 2 rows and 3 columns whose pixels count up from 0. */
  static byte[] images(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + 6 * count);
    bytes.putInt(0x803).putInt(count).putInt(2).putInt(3);
    for (int i = 0; i < 6 * count; i++) {
      bytes.put((byte) i);
    }
    return bytes.array();
  }

  static byte[] labels(int... labels) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
    for (int label : labels) {
      bytes.put((byte) label);
    }
    return bytes.array();
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  static List<RawSplit> splits(Source source) throws IOException {
    return source.splits(STORAGE);
  }

  /** All records of all splits. */
  static List<RawResult> read(Source source) throws IOException {
    return read(STORAGE, source);
  }

  /** The same of files of another file system. */
  static List<RawResult> read(Storage storage, Source source) throws IOException {
    List<RawResult> results = new ArrayList<>();
    for (RawSplit split : source.splits(storage)) {
      try (RawReader reader = source.open(storage, split)) {
        for (Optional<RawResult> next = reader.next(); next.isPresent(); next = reader.next()) {
          results.add(next.get());
        }
      }
    }
    return results;
  }

  static <T> T serialized(T value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      @SuppressWarnings("unchecked") // of the class that was written
      T read = (T) in.readObject();
      return read;
    }
  }

  /** The records in words: what a test compares. */
  static List<String> inWords(List<RawResult> results) {
    return results.stream().map(RawFiles::inWords).toList();
  }

  private static String inWords(RawResult result) {
    if (result instanceof RawResult.Bad bad) {
      return "bad " + bad.position() + ": " + bad.reason();
    }
    RawResult.Good good = (RawResult.Good) result;
    return features(good.features()) + good.label().map(label -> " -> " + label(label)).orElse("");
  }

  private static String features(RawFeatures features) {
    if (features instanceof RawFeatures.Text text) {
      return text.text();
    }
    if (features instanceof RawFeatures.TextPair pair) {
      return pair.source() + pair.target().map(target -> " = " + target).orElse("");
    }
    if (features instanceof RawFeatures.Numbers numbers) {
      return Arrays.toString(numbers.values());
    }
    if (features instanceof RawFeatures.Cells cells) {
      return cells.values().stream().map(RawFiles::cell).toList().toString();
    }
    if (features instanceof RawFeatures.Sound sound) {
      return "%d Hz%s".formatted(sound.sampleRate(), Arrays.toString(sound.samples()));
    }
    RawFeatures.Pixels pixels = (RawFeatures.Pixels) features;
    return "%dx%dx%d%s"
        .formatted(
            pixels.height(), pixels.width(), pixels.channels(), Arrays.toString(pixels.values()));
  }

  private static String cell(Cell cell) {
    if (cell instanceof Cell.Number number) {
      return Float.toString(number.value());
    }
    if (cell instanceof Cell.Category category) {
      return category.name();
    }
    if (cell instanceof Cell.Truth truth) {
      return Boolean.toString(truth.value());
    }
    return cell instanceof Cell.Moment moment ? moment.time().toString() : "missing " + cell.kind();
  }

  private static String label(RawLabel label) {
    if (label instanceof RawLabel.None) {
      return "none";
    }
    return label instanceof RawLabel.ClassName name
        ? name.name()
        : Arrays.toString(((RawLabel.Targets) label).values());
  }
}
