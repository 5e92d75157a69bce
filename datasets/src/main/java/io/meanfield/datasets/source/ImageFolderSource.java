package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Image files in one folder a class: {@code train/cat/tom.png} is of the class {@code cat}, and so
 * is {@code train/cat/old/felix.jpg}. What has a dot or an underscore in front is left out.
 */
public record ImageFolderSource(String train, @JsonProperty(defaultValue = "''") String test)
    implements FolderSource {

  public ImageFolderSource {
    FolderSource.require(train, test);
  }

  @Override
  public FileParser.Factory parsers() {
    return () -> new ImageDecoder()::decode;
  }

  @Override
  public ImageFolderSource within(String folder) {
    return new ImageFolderSource(
        FolderSource.within(folder, train), FolderSource.within(folder, test));
  }
}
