package io.meanfield.datasets.source;

import java.util.List;

/**
 * A file of texts and the one with their translations, which have line by line the same numbers.
 */
public record ParallelFiles(String source, String target) implements FilePair {

  public ParallelFiles {
    FileNames.requireDistinct(List.of(source, target));
  }

  @Override
  public String first() {
    return source;
  }

  @Override
  public String second() {
    return target;
  }

  @Override
  public List<RawInput> inputs(String key) {
    return List.of(RawInput.file(key + ".source", source), RawInput.file(key + ".target", target));
  }

  ParallelFiles within(String folder) {
    return new ParallelFiles(FileNames.within(folder, source), FileNames.within(folder, target));
  }
}
