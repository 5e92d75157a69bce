package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Text as numbers of words: 0 for padding, 1 for a word that is not in the vocabulary, from 2 on
 * the words in their order.
 *
 * @param maxTokens what is left of a longer text
 * @param lowerCase whether text is lower-cased before words are looked up
 */
public record Vocabulary(Words words, int maxTokens, boolean lowerCase)
    implements Encoding, Transform {

  public Vocabulary {
    if (maxTokens < 1) {
      throw new IllegalArgumentException("expected max-tokens of at least 1, found " + maxTokens);
    }
  }

  @Override
  public Encoding encoding() {
    return this;
  }

  @Override
  public Statistics newStatistics() {
    return new NoStatistics(this);
  }

  @Override
  public Features.Tokens features() {
    return new Features.Tokens(maxTokens, words.size());
  }

  /** A text without any word becomes one unknown word, so that its mask is not all zero. */
  @Override
  public byte[] encode(RawFeatures raw) {
    List<String> found = Tokenizer.tokens(Kinds.text(raw).text(), lowerCase);
    List<String> tokens = found.subList(0, Math.min(found.size(), maxTokens));
    int numTokens = Math.max(1, tokens.size());
    ByteBuffer encoded =
        ByteBuffer.allocate(numTokens * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    tokens.forEach(token -> encoded.putInt(words.number(token)));
    if (tokens.isEmpty()) {
      encoded.putInt(Words.UNKNOWN);
    }
    return encoded.array();
  }

  @Override
  public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
    int source = encoded.position();
    int numTokens = encoded.remaining() / Integer.BYTES;
    for (int i = 0; i < numTokens; i++) {
      features.put(encoded.getInt(source + i * Integer.BYTES));
      mask.put(1);
    }
    for (int i = numTokens; i < maxTokens; i++) {
      features.put(Words.PADDING);
      mask.put(0);
    }
  }
}
