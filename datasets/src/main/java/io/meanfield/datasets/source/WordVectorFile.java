package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vectors of words as text, plain or gzip: a line a word, the word and then its numbers, as GloVe
 * writes them (Pennington et al. 2014). It may begin with a line that says how many words and how
 * many numbers a word there are, as word2vec and fastText do.
 *
 * @param size how many numbers a vector must have
 */
public record WordVectorFile(String file, int size) {
  private static final Pattern HEADER = Pattern.compile("(\\d{1,18})[ \t](\\d{1,9})[ \t]*");

  /**
   * The vectors of those of the given words that the file has, in the order of the words. A word
   * that it does not have is given that of its lower case. Of several lines with one word the first
   * counts. The file is read once, and other words' vectors are not held.
   *
   * @throws DataException if a line is malformed, vectors have another size, or the file is not
   *     there or damaged
   */
  public Map<String, float[]> read(Storage storage, List<String> words) throws IOException {
    RawFile.check(storage, file, "word vectors");
    try (Lines lines = Lines.open(storage, file)) {
      return read(lines, words);
    }
  }

  /** The vectors of the given words as they are in the lines of the file. */
  Map<String, float[]> read(Lines lines, List<String> words) throws IOException {
    Set<String> wanted = new HashSet<>(words);
    words.forEach(word -> wanted.add(lowerCase(word)));
    Map<String, float[]> inFile = vectors(lines, wanted);
    Map<String, float[]> inOrder = new LinkedHashMap<>();
    for (String word : words) {
      String found = inFile.containsKey(word) ? word : lowerCase(word);
      if (inFile.containsKey(found)) {
        inOrder.put(word, inFile.get(found));
      }
    }
    return inOrder;
  }

  private Map<String, float[]> vectors(Lines lines, Set<String> wanted) throws IOException {
    Map<String, float[]> vectors = new HashMap<>();
    Optional<Line> line = lines.nextNonEmpty();
    OptionalLong promised = begin(line.orElseThrow(this::empty));
    if (promised.isPresent()) {
      line = lines.nextNonEmpty();
    }
    long numWords = 0;
    for (; line.isPresent(); line = lines.nextNonEmpty()) {
      add(line.get(), wanted, vectors);
      numWords++;
    }
    if (numWords != promised.orElse(numWords)) {
      throw new DataException(
          "expected the vectors of %d words in %s, found those of %d: it is cut off or was changed; fetch the file again"
              .formatted(promised.getAsLong(), file, numWords));
    }
    return vectors;
  }

  /** How many words there are, if the first line says it, and whether vectors have the size. */
  private OptionalLong begin(Line first) {
    String text = text(first);
    Matcher header = HEADER.matcher(text);
    boolean isHeader = header.matches();
    int found = isHeader ? Integer.parseInt(header.group(2)) : WordVectorLine.numFields(text) - 1;
    if (found != size) {
      throw new DataException(
          "expected vectors of %d numbers, as the network's embedding has, found %d in %s, line %d: make the embedding that long or take other vectors"
              .formatted(size, found, file, first.number()));
    }
    return isHeader ? OptionalLong.of(Long.parseLong(header.group(1))) : OptionalLong.empty();
  }

  private void add(Line line, Set<String> wanted, Map<String, float[]> vectors) {
    String text = text(line);
    try {
      WordVectorLine parsed = WordVectorLine.of(text, size);
      if (wanted.contains(parsed.word()) && !vectors.containsKey(parsed.word())) {
        vectors.put(parsed.word(), parsed.vector());
      }
    } catch (BadRecordException e) {
      throw malformed(line, e);
    }
  }

  private String text(Line line) {
    try {
      return line.text();
    } catch (BadRecordException e) {
      throw malformed(line, e);
    }
  }

  private DataException empty() {
    return new DataException(
        "expected vectors of words in %s, found empty lines only; fetch the file again"
            .formatted(file));
  }

  private DataException malformed(Line line, BadRecordException reason) {
    return new DataException(
        "%s, line %d: %s; correct the line or fetch the file again"
            .formatted(file, line.number(), reason.getMessage()),
        reason);
  }

  private static String lowerCase(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
