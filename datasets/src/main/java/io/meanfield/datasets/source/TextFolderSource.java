package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Text files in one folder a class, a document each: {@code train/spam/0001.txt} is of the class
 * {@code spam}. What has a dot or an underscore in front is left out.
 *
 * @param charset of all files, as Java names it; iso-8859-1 takes any bytes
 */
public record TextFolderSource(
    String train,
    @JsonProperty(defaultValue = "''") String test,
    @JsonProperty(defaultValue = "utf-8") String charset)
    implements FolderSource {

  public TextFolderSource {
    FolderSource.require(train, test);
    TextCharset.of(charset);
  }

  @Override
  public FileParser.Factory parsers() {
    return () -> new TextDecoder(TextCharset.of(charset));
  }

  @Override
  public TextFolderSource within(String folder) {
    return new TextFolderSource(
        FolderSource.within(folder, train), FolderSource.within(folder, test), charset);
  }
}
