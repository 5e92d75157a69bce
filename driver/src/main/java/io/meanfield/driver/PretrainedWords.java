package io.meanfield.driver;

import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.source.WordVectorFile;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.TokenizedText;
import io.meanfield.datasets.transform.text.TokenNumbers;
import io.meanfield.datasets.transform.text.Vocabulary;
import io.meanfield.zoo.Network;
import io.meanfield.zoo.WordEmbedding;
import io.meanfield.zoo.WordVectors;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gives the words of a data set vectors that were trained before, and tells how many have one. */
record PretrainedWords(Storage storage, PrintStream out) {
  private static final int MAX_MISSING_TOLD = 5;

  /**
   * Sets the vectors of those words that the file has; other ones stay.
   *
   * @param manifest of texts whose tokens are numbered by a vocabulary
   * @throws io.meanfield.datasets.DataException if the file is not there, malformed, or its vectors
   *     have another length than the network's
   */
  void load(WordVectors vectors, Network network, Manifest manifest) throws IOException {
    WordEmbedding embedding = network.embedding();
    List<String> words =
        ((Vocabulary) ((TokenizedText) manifest.transform()).tokenizer()).words().inOrder();
    Map<String, float[]> found =
        new WordVectorFile(vectors.file(), embedding.size()).read(storage, words);
    for (int i = 0; i < words.size(); i++) {
      if (found.containsKey(words.get(i))) {
        embedding.set(TokenNumbers.FIRST + i, found.get(words.get(i)));
      }
    }
    out.println(
        String.format(
            Locale.ROOT,
            "word vectors: %,d of %,d words (%.1f %%)%s",
            found.size(),
            words.size(),
            100.0 * found.size() / words.size(),
            missing(words, found)));
  }

  /** Words are in the order of their frequency. */
  private static String missing(List<String> words, Map<String, float[]> found) {
    List<String> some =
        words.stream().filter(word -> !found.containsKey(word)).limit(MAX_MISSING_TOLD).toList();
    return some.isEmpty() ? "" : ", without the frequent " + String.join(" ", some);
  }
}
