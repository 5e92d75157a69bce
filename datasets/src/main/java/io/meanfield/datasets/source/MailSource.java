package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Mails as servers and clients store them (RFC 5322 with MIME), a file each, in one folder a class:
 * {@code train/spam/0001.eml} is of the class {@code spam}. What has a dot or an underscore in
 * front is left out. A mail becomes its subject, an empty line and its text.
 *
 * <pre>
 * source: {format: mail, train: mails}
 * </pre>
 *
 * @param charset of parts that name none, ASCII (which is said of much that is none) or one that
 *     Java does not know; iso-8859-1 takes any bytes
 */
public record MailSource(
    String train,
    @JsonProperty(defaultValue = "''") String test,
    @JsonProperty(defaultValue = "utf-8") String charset)
    implements FolderSource {

  public MailSource {
    FolderSource.require(train, test);
    TextCharset.ofAsciiBytes(charset);
  }

  @Override
  public FileParser.Factory parsers() {
    return () -> new MailParser(TextCharset.of(charset));
  }

  @Override
  public MailSource within(String folder) {
    return new MailSource(
        FolderSource.within(folder, train), FolderSource.within(folder, test), charset);
  }
}
