package io.meanfield.driver.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The text of a configuration file, or a problem that says why there is none. */
final class YamlText {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private YamlText() {}

  static Optional<byte[]> load(Path file, Consumer<Problem> problems) {
    Place top = Place.top(file.toString());
    try {
      if (Files.isDirectory(file)) {
        problems.accept(top.problem("expected a YAML file, found a folder; name a file in it"));
        return Optional.empty();
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      problems.accept(
          top.problem(
              "expected a YAML file, found no file of that name in %s; check the path"
                  .formatted(file.toAbsolutePath().getParent())));
    } catch (IOException e) {
      problems.accept(
          top.problem("expected a readable YAML file, found an error: %s".formatted(e)));
    }
    return Optional.empty();
  }

  static Optional<String> decode(String source, byte[] utf8, Consumer<Problem> problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(utf8);
    CharBuffer chars = CharBuffer.allocate(utf8.length);
    CoderResult result = decoder.decode(bytes, chars, true);
    String text = chars.flip().toString();
    if (result.isError()) {
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      problems.accept(
          new Problem(
              new Position(source, line),
              "",
              "expected UTF-8 text, found the byte 0x%02x; save the file as UTF-8"
                  .formatted(bytes.get())));
      return Optional.empty();
    }
    return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
  }
}
