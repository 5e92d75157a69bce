package io.meanfield.datasets.transform.text;

import io.meanfield.datasets.transform.text.TokenCounts.Count;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Learns merges: again and again, the pair of neighbouring tokens that occurs most often becomes a
 * token (Sennrich et al., "Neural Machine Translation of Rare Words with Subword Units", 2016,
 * algorithm 1). Of pairs that occur equally often it is the one with the smaller left token, then
 * with the smaller right one. In a run of one token each pair of neighbours counts, though only
 * every other one can be merged.
 *
 * <p>Pairs know how often they occur and in which words, so a merge looks only at the words that
 * have it. Used once, by one thread.
 */
final class MergeLearner {
  private static final int MIN_COUNT = 2;

  private final Map<Long, Occurrences> pairs = new HashMap<>();
  private final PriorityQueue<Candidate> candidates = new PriorityQueue<>();

  /** A pre-token's tokens so far. */
  private static final class Word {
    final long count;
    int[] tokens;

    Word(Count preToken) {
      byte[] bytes = preToken.token().getBytes(StandardCharsets.UTF_8);
      count = preToken.count();
      tokens = new int[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        tokens[i] = bytes[i] & 0xff;
      }
    }
  }

  /** How often a pair occurs, and in which words it did at some time. */
  private static final class Occurrences {
    long count;
    final List<Word> words = new ArrayList<>();

    void add(Word word) {
      count += word.count;
      if (words.isEmpty() || words.get(words.size() - 1) != word) {
        words.add(word);
      }
    }
  }

  /** A pair and how often it occurred when it was put into the queue; now it may be less. */
  private record Candidate(long pair, long count) implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int byCount = Long.compare(other.count, count);
      return byCount != 0 ? byCount : Long.compare(pair, other.pair);
    }
  }

  MergeLearner(List<Count> preTokens) {
    for (Count preToken : preTokens) {
      Word word = new Word(preToken);
      for (int i = 1; i < word.tokens.length; i++) {
        long pair = PairTable.pair(word.tokens[i - 1], word.tokens[i]);
        pairs.computeIfAbsent(pair, key -> new Occurrences()).add(word);
      }
    }
    pairs.forEach(this::offer);
  }

  /** The merges in their order, each left and right; fewer if no pair is left that occurs twice. */
  int[][] learn(int maxMerges) {
    List<int[]> merges = new ArrayList<>();
    while (merges.size() < maxMerges && !candidates.isEmpty()) {
      Candidate best = candidates.poll();
      Occurrences found = pairs.get(best.pair());
      if (found.count == best.count()) {
        merge(best.pair(), MergeTable.NUM_BYTES + merges.size());
        merges.add(new int[] {PairTable.left(best.pair()), PairTable.right(best.pair())});
      } else {
        offer(best.pair(), found);
      }
    }
    return merges.toArray(int[][]::new);
  }

  /** Makes the merge in all words; afterwards the pair is nowhere. */
  private void merge(long pair, int token) {
    List<Long> made = new ArrayList<>();
    for (Word word : pairs.get(pair).words) {
      merge(word, pair, token, made);
    }
    pairs.remove(pair);
    for (long neighbours : made) {
      offer(neighbours, pairs.get(neighbours));
    }
  }

  /**
   * @param made takes in the pairs that have not been there before; all have the new token
   */
  private void merge(Word word, long pair, int token, List<Long> made) {
    int[] tokens = word.tokens;
    int size = 0;
    for (int at = 0; at < tokens.length; at++) {
      if (at + 1 == tokens.length || PairTable.pair(tokens[at], tokens[at + 1]) != pair) {
        tokens[size++] = tokens[at];
        continue;
      }
      if (size > 0) {
        remove(word, tokens[size - 1], tokens[at]);
        add(word, tokens[size - 1], token, made);
      }
      at++;
      if (at + 1 < tokens.length) {
        remove(word, tokens[at], tokens[at + 1]);
        add(word, token, tokens[at + 1], made);
      }
      tokens[size++] = token;
    }
    if (size < tokens.length) {
      word.tokens = Arrays.copyOf(tokens, size);
    }
  }

  private void add(Word word, int left, int right, List<Long> made) {
    long pair = PairTable.pair(left, right);
    Occurrences found = pairs.get(pair);
    if (found == null) {
      found = new Occurrences();
      pairs.put(pair, found);
      made.add(pair);
    }
    found.add(word);
  }

  private void remove(Word word, int left, int right) {
    pairs.get(PairTable.pair(left, right)).count -= word.count;
  }

  private void offer(long pair, Occurrences found) {
    if (found.count >= MIN_COUNT) {
      candidates.add(new Candidate(pair, found.count));
    }
  }
}
