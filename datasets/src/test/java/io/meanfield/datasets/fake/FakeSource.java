package io.meanfield.datasets.fake;

import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.RawInput;
import io.meanfield.datasets.source.RawLabel;
import io.meanfield.datasets.source.RawPlace;
import io.meanfield.datasets.source.RawReader;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/**
 * One image a line: the name of its class and its pixels, or only "?" and pixels without class.
 *
 * @param classes that the source tells; none if they are those that the records have
 */
public record FakeSource(List<String> files, List<String> testFiles, List<String> classes)
    implements Source {

  public FakeSource {
    files = List.copyOf(files);
    testFiles = List.copyOf(testFiles);
    classes = List.copyOf(classes);
  }

  public FakeSource(List<String> files, List<String> testFiles) {
    this(files, testFiles, List.of());
  }

  @Override
  public List<String> labelNames(List<RawSplit> splits) {
    return classes;
  }

  @Override
  public List<RawSplit> splits(Storage storage) {
    List<RawSplit> splits = new ArrayList<>();
    files.forEach(file -> splits.add(RawSplit.ofOne(splits.size(), file, false)));
    testFiles.forEach(file -> splits.add(RawSplit.ofOne(splits.size(), file, true)));
    return splits;
  }

  @Override
  public List<RawInput> inputs() {
    return Stream.concat(files.stream(), testFiles.stream())
        .map(file -> new RawInput("files", file, RawInput.Kind.FILE))
        .toList();
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    Iterator<String> lines = storage.readText(split.file()).lines().iterator();
    return new RawReader() {
      private int line;

      @Override
      public Optional<RawResult> next() {
        return lines.hasNext()
            ? Optional.of(parse(split.file(), ++line, lines.next()))
            : Optional.empty();
      }

      @Override
      public RawPlace place() {
        return new RawPlace(split.file(), line);
      }

      @Override
      public void close() {}
    };
  }

  public Source within(String folder) {
    return new FakeSource(
        files.stream().map(file -> resolve(folder, file)).toList(),
        testFiles.stream().map(file -> resolve(folder, file)).toList(),
        classes);
  }

  private static String resolve(String folder, String file) {
    return new Path(folder, file).toString();
  }

  public Source unlabelled(List<String> others) {
    return new FakeSource(others, List.of());
  }

  private static RawResult parse(String file, int line, String text) {
    String[] words = text.split(" ");
    byte[] pixels = new byte[words.length - 1];
    for (int i = 0; i < pixels.length; i++) {
      if (!words[i + 1].matches("\\d+")) {
        return new RawResult.Bad(
            file, "line " + line, "expected a number, found '%s'".formatted(words[i + 1]));
      }
      pixels[i] = (byte) Integer.parseInt(words[i + 1]);
    }
    Optional<RawLabel> label =
        words[0].equals("?") ? Optional.empty() : Optional.of(new RawLabel.ClassName(words[0]));
    return new RawResult.Good(new RawFeatures.Pixels(1, pixels.length, 1, pixels), label);
  }
}
