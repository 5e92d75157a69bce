package io.meanfield.benchmarks.data;

import io.meanfield.benchmarks.sync.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Texts that look like English to a tokenizer. Words are as frequent as their rank is low (Zipf's
 * law); the frequent ones are those of the sentences that come with Meanfield, with the punctuation
 * behind them, and the others are spelt as these are: each letter is drawn by the three before it.
 */
final class EnglishTexts {
  private static final int NUM_WORDS = 50_000;
  private static final int MIN_WORDS = 8;
  private static final int MAX_WORDS = 200;
  private static final int CONTEXT = 3;
  private static final char END = ' ';

  private final List<String> words;

  private EnglishTexts(List<String> words) {
    this.words = words;
  }

  static EnglishTexts load() throws IOException {
    List<String> sentences =
        Files.readAllLines(Checkout.HOME.resolve("datasets/sentences/sentences.tsv"));
    Map<String, Long> counts =
        sentences.stream()
            .skip(1)
            .flatMap(line -> List.of(line.split("\t")[1].split(" ")).stream())
            .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
    Set<String> words = new LinkedHashSet<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> words.add(entry.getKey()));
    Map<String, StringBuilder> letters = letters(List.copyOf(words));
    SplittableRandom random = new SplittableRandom(1);
    while (words.size() < NUM_WORDS) {
      words.add(spell(letters, random));
    }
    return new EnglishTexts(List.copyOf(words));
  }

  /** As many texts as have that many characters, the same for the same seed. */
  List<String> write(long numChars, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> texts = new ArrayList<>();
    for (long chars = 0; chars < numChars; chars += texts.get(texts.size() - 1).length()) {
      int length = random.nextInt(MIN_WORDS, MAX_WORDS + 1);
      List<String> text = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        text.add(words.get((int) Math.pow(NUM_WORDS, random.nextDouble()) - 1));
      }
      texts.add(String.join(" ", text));
    }
    return texts;
  }

  /** What comes after every few letters of the words, as often as it does. */
  private static Map<String, StringBuilder> letters(List<String> words) {
    Map<String, StringBuilder> letters = new HashMap<>();
    for (String word : words) {
      String padded = " ".repeat(CONTEXT) + word + END;
      for (int i = CONTEXT; i < padded.length(); i++) {
        letters
            .computeIfAbsent(padded.substring(i - CONTEXT, i), key -> new StringBuilder())
            .append(padded.charAt(i));
      }
    }
    return letters;
  }

  private static String spell(Map<String, StringBuilder> letters, SplittableRandom random) {
    StringBuilder word = new StringBuilder(" ".repeat(CONTEXT));
    while (true) {
      StringBuilder next = letters.get(word.substring(word.length() - CONTEXT));
      char letter = next.charAt(random.nextInt(next.length()));
      if (letter == END) {
        return word.substring(CONTEXT);
      }
      word.append(letter);
    }
  }
}
