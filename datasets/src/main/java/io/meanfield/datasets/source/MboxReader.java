package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawResult.Bad;
import io.meanfield.datasets.source.RawResult.Good;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the mails of a mailbox (RFC 4155). One begins behind a line of "From ", a sender and a time
 * of day, at the start of the file or after an empty line. Lines of a mail that begin with "From "
 * were quoted with one ">" more than they had. Used by one thread.
 */
final class MboxReader implements RawReader {
  private static final Pattern START = Pattern.compile("(?s)From \\S.* [0-9]{1,2}:[0-9]{2}\\b.*");
  private static final Pattern QUOTED = Pattern.compile("(?s)>+From .*");

  private final String file;
  private final LineSource lines;
  private final MailParser parser;
  private final Optional<RawLabel> label;
  private Optional<Line> start; // of the next mail
  private long numRead;

  private MboxReader(
      String file, LineSource lines, MailParser parser, Optional<RawLabel> label, Line start) {
    this.file = file;
    this.lines = lines;
    this.parser = parser;
    this.label = label;
    this.start = Optional.of(start);
  }

  /**
   * A reader that closes the lines, also if it cannot be made.
   *
   * @throws DataException if the file does not begin as a mailbox
   */
  static MboxReader open(String file, LineSource lines, MailParser parser, Optional<RawLabel> label)
      throws IOException {
    try {
      Optional<Line> first = lines.nextNonEmpty();
      if (first.isEmpty() || !matches(START, first.get())) {
        throw new DataException(
            "expected a mailbox in %s that begins as \"From a@example.org Tue Aug  6 11:01:33 2002\", found %s; correct the path or the format"
                .formatted(file, first.map(line -> Excerpt.of(start(line))).orElse("no line")));
      }
      return new MboxReader(file, lines, parser, label, first.get());
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  @Override
  public Optional<RawResult> next() throws IOException {
    if (start.isEmpty()) {
      return Optional.empty();
    }
    numRead++;
    long number = start.get().number();
    try {
      return Optional.of(new Good(parser.parse(mail()), label));
    } catch (BadRecordException e) {
      return Optional.of(new Bad(file, "line " + number, e.getMessage()));
    }
  }

  @Override
  public RawPlace place() {
    return new RawPlace(file, numRead);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** The bytes up to the next mail, and one more than a mail may have if it has more. */
  private byte[] mail() throws IOException, BadRecordException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean isAfterEmpty = false;
    boolean isCut = false;
    Optional<Line> line = lines.next();
    while (line.isPresent() && !(isAfterEmpty && matches(START, line.get()))) {
      isAfterEmpty = line.get().isEmpty();
      isCut |= line.get().isTooLong();
      add(line.get(), bytes);
      line = lines.next();
    }
    start = line;
    if (isCut) {
      throw new BadRecordException(
          "expected lines of at most %d bytes in a mail, found a longer one"
              .formatted(Line.MAX_BYTES));
    }
    return bytes.toByteArray();
  }

  private static void add(Line line, ByteArrayOutputStream to) {
    int from = matches(QUOTED, line) ? 1 : 0;
    int room = FileParser.MAX_BYTES + 1 - to.size();
    to.write(line.bytes(), from, Math.min(room, line.bytes().length - from));
    if (to.size() <= FileParser.MAX_BYTES) {
      to.write('\n');
    }
  }

  private static boolean matches(Pattern pattern, Line line) {
    return line.bytes().length > 0
        && (line.bytes()[0] == 'F' || line.bytes()[0] == '>')
        && pattern.matcher(start(line)).matches();
  }

  /** As much as tells how it begins. */
  private static String start(Line line) {
    int length = Math.min(line.bytes().length, 1000);
    return new String(line.bytes(), 0, length, StandardCharsets.ISO_8859_1).strip();
  }
}
