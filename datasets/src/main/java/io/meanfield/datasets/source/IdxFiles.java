package io.meanfield.datasets.source;

import java.util.List;

/** A file of images and the one with their labels, both in the idx format. */
public record IdxFiles(String images, String labels) implements FilePair {

  public IdxFiles {
    FileNames.requireDistinct(List.of(images, labels));
  }

  @Override
  public String first() {
    return images;
  }

  @Override
  public String second() {
    return labels;
  }

  @Override
  public List<RawInput> inputs(String key) {
    return List.of(RawInput.file(key + ".images", images), RawInput.file(key + ".labels", labels));
  }

  IdxFiles within(String folder) {
    return new IdxFiles(FileNames.within(folder, images), FileNames.within(folder, labels));
  }
}
