package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Mailboxes in one file each, all mails of a file of one class. A mail becomes the same text as
 * with {@link MailSource}.
 *
 * <pre>
 * source:
 *   format: mbox
 *   train:
 *     - {label: ham, files: [inbox, sent]}
 *     - {label: spam, files: [junk]}
 * </pre>
 *
 * @param train the files that are divided as the configuration says; the order of the classes is
 *     that of the model's outputs
 * @param test the files that are the test part, if the data come with one
 * @param charset of parts that name none, ASCII or one that Java does not know
 */
public record MboxSource(
    List<ClassFiles> train,
    @JsonProperty(defaultValue = "[]") List<ClassFiles> test,
    @JsonProperty(defaultValue = "utf-8") String charset)
    implements ClassFilesSource {

  public MboxSource {
    train = List.copyOf(train);
    test = List.copyOf(test);
    ClassFilesSource.require(train, test);
    TextCharset.ofAsciiBytes(charset);
  }

  @Override
  public RawReader open(Storage storage, RawSplit split, Optional<RawLabel> label)
      throws IOException {
    String file = split.file();
    return MboxReader.open(
        file, Lines.open(storage, file), new MailParser(TextCharset.of(charset)), label);
  }

  @Override
  public MboxSource within(String folder) {
    return new MboxSource(
        ClassFiles.within(folder, train), ClassFiles.within(folder, test), charset);
  }
}
