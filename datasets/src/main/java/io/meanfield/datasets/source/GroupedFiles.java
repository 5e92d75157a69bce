package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Another source, whose records have a word of the path of their file as their key.
 *
 * @param pattern is searched in the path; what its one group finds is the word
 * @param folder where relative paths start, which is left out of them; empty as long as it is not
 *     known
 */
public record GroupedFiles(Source source, String pattern, String folder) implements Source {

  public GroupedFiles {
    requireOneGroup(pattern);
  }

  public static GroupedFiles of(Source source, String pattern) {
    return new GroupedFiles(source, pattern, "");
  }

  /**
   * @throws IllegalArgumentException unless it is a regular expression with one group
   */
  public static void requireOneGroup(String pattern) {
    try {
      int numGroups = Pattern.compile(pattern).matcher("").groupCount();
      if (numGroups != 1) {
        throw new IllegalArgumentException(
            "expected a regular expression with one group in parentheses, such as '([^/]+)/[^/]+$' for the folder of a file, found %d groups in %s"
                .formatted(numGroups, pattern));
      }
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "expected a regular expression, found %s: %s".formatted(pattern, e.getDescription()), e);
    }
  }

  @Override
  public List<RawSplit> splits(Storage storage) throws IOException {
    return source.splits(storage);
  }

  @Override
  public List<RawInput> inputs() {
    return source.inputs();
  }

  @Override
  public Optional<RecordEnd> recordEnd() {
    return source.recordEnd();
  }

  @Override
  public boolean hasLabels() {
    return source.hasLabels();
  }

  @Override
  public boolean hasClasses() {
    return source.hasClasses();
  }

  @Override
  public Optional<Documents> blocks() {
    return source.blocks();
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    return new GroupingReader(source.open(storage, split), Pattern.compile(pattern));
  }

  @Override
  public List<String> featureNames() {
    return source.featureNames();
  }

  @Override
  public List<String> labelNames(List<RawSplit> splits) {
    return source.labelNames(splits);
  }

  @Override
  public GroupedFiles within(String start) {
    return new GroupedFiles(source.within(start), pattern, FileNames.within(start, folder));
  }

  @Override
  public Source unlabelled(List<String> files) {
    return source.unlabelled(files);
  }

  private final class GroupingReader implements RawReader {
    private final RawReader reader;
    private final Pattern compiled;

    GroupingReader(RawReader reader, Pattern compiled) {
      this.reader = reader;
      this.compiled = compiled;
    }

    @Override
    public Optional<RawResult> next() throws IOException {
      return reader.next().map(this::grouped);
    }

    @Override
    public RawPlace place() {
      return reader.place();
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }

    private RawResult grouped(RawResult result) {
      if (!(result instanceof RawResult.Good good)) {
        return result;
      }
      String file = place().file();
      String path = file.startsWith(folder) ? file.substring(folder.length()) : file;
      Matcher matcher = compiled.matcher(path);
      if (matcher.find() && matcher.group(1) != null) {
        return good.withKey(new RawKey.Group(matcher.group(1)));
      }
      return new RawResult.Bad(
          file,
          place().position(),
          "expected a path in which split.path finds a group by %s, found %s"
              .formatted(pattern, path));
    }
  }
}
