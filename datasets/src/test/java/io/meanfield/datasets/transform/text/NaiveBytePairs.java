package io.meanfield.datasets.transform.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Byte pairs word for word as Sennrich et al. (2016, algorithm 1) have them, slowly. */
final class NaiveBytePairs {
  private NaiveBytePairs() {}

  static List<List<Integer>> learn(List<String> preTokens, int maxMerges) {
    List<List<Integer>> words =
        preTokens.stream().map(NaiveBytePairs::bytes).collect(Collectors.toList());
    List<List<Integer>> merges = new ArrayList<>();
    while (merges.size() < maxMerges) {
      Map<Integer, Map<Integer, Integer>> counts = new TreeMap<>();
      for (List<Integer> word : words) {
        for (int i = 1; i < word.size(); i++) {
          counts
              .computeIfAbsent(word.get(i - 1), left -> new TreeMap<>())
              .merge(word.get(i), 1, Integer::sum);
        }
      }
      int most = 1;
      List<Integer> best = null;
      for (Map.Entry<Integer, Map<Integer, Integer>> left : counts.entrySet()) {
        for (Map.Entry<Integer, Integer> right : left.getValue().entrySet()) {
          if (right.getValue() > most) {
            most = right.getValue();
            best = List.of(left.getKey(), right.getKey());
          }
        }
      }
      if (best == null) {
        return merges;
      }
      int token = 256 + merges.size();
      List<Integer> pair = best;
      words.replaceAll(word -> merged(word, pair, token));
      merges.add(pair);
    }
    return merges;
  }

  static List<Integer> tokens(String preToken, List<List<Integer>> merges) {
    List<Integer> tokens = bytes(preToken);
    for (int i = 0; i < merges.size(); i++) {
      tokens = merged(tokens, merges.get(i), 256 + i);
    }
    return tokens;
  }

  private static List<Integer> merged(List<Integer> word, List<Integer> pair, int token) {
    List<Integer> merged = new ArrayList<>();
    for (int i = 0; i < word.size(); i++) {
      if (i + 1 < word.size() && word.subList(i, i + 2).equals(pair)) {
        merged.add(token);
        i++;
      } else {
        merged.add(word.get(i));
      }
    }
    return merged;
  }

  private static List<Integer> bytes(String preToken) {
    List<Integer> bytes = new ArrayList<>();
    for (byte b : preToken.getBytes(StandardCharsets.UTF_8)) {
      bytes.add(b & 0xff);
    }
    return bytes;
  }
}
