package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * WAV files in one folder a class: {@code train/piano/a4.wav} is of the class {@code piano}. What
 * has a dot or an underscore in front is left out.
 */
public record AudioFolderSource(String train, @JsonProperty(defaultValue = "''") String test)
    implements FolderSource {

  public AudioFolderSource {
    FolderSource.require(train, test);
  }

  @Override
  public FileParser.Factory parsers() {
    return () -> WavFile::decode;
  }

  @Override
  public AudioFolderSource within(String folder) {
    return new AudioFolderSource(
        FolderSource.within(folder, train), FolderSource.within(folder, test));
  }
}
