package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.Documents;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.transform.text.TokenNumbers;
import io.meanfield.datasets.transform.text.Tokenizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text as the numbers of its tokens.
 *
 * @param maxTokens what is left of a longer text
 */
public record TokenizedText(int maxTokens, Tokenizer tokenizer) implements Encoding, Transform {

  public TokenizedText {
    if (maxTokens < tokenizer.minTokens()) {
      throw new IllegalArgumentException(
          "expected max-tokens of at least %d, found %d"
              .formatted(tokenizer.minTokens(), maxTokens));
    }
  }

  @Override
  public Encoding encoding() {
    return this;
  }

  @Override
  public Statistics newStatistics() {
    return new TextStatistics(this);
  }

  @Override
  public Features.Tokens features() {
    return new Features.Tokens(maxTokens, tokenizer.vocabularySize());
  }

  /** A text without any token becomes one unknown token. */
  @Override
  public byte[] encode(RawFeatures raw) {
    return tokens(raw, maxTokens);
  }

  @Override
  public Packer newPacker(Optional<Documents> blocks) {
    if (blocks.isEmpty()) {
      return (raw, rows) -> rows.add(encode(raw));
    }
    return switch (blocks.get()) {
      case SEPARATE -> new SeparateBlocks(this);
      case JOINED -> new JoinedBlocks(this);
    };
  }

  /** As {@link #encode}, but nothing of a longer text is left out. */
  byte[] allTokens(RawFeatures raw) {
    return tokens(raw, Integer.MAX_VALUE);
  }

  /**
   * The numbers of all tokens of a text that is to go on, one unknown token if it has none. Spaces
   * at its end are left out: words begin with one.
   *
   * @throws IllegalArgumentException if it is no text
   */
  public List<Integer> numbersOfPrompt(RawFeatures raw) {
    RawFeatures prompt = new RawFeatures.Text(Kinds.text(raw).text().stripTrailing());
    ByteBuffer bytes = ByteBuffer.wrap(allTokens(prompt)).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> numbers = new ArrayList<>();
    while (bytes.hasRemaining()) {
      numbers.add(bytes.getInt());
    }
    return numbers;
  }

  private byte[] tokens(RawFeatures raw, int max) {
    TokenNumbers numbers = new TokenNumbers(max);
    tokenizer.tokenize(Kinds.text(raw).text(), numbers);
    return numbers.toBytes();
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
      features.put(TokenNumbers.PADDING);
      mask.put(0);
    }
  }

  @Override
  public Explained.Text explain(ByteBuffer encoded) {
    int[] numbers = new int[encoded.remaining() / Integer.BYTES];
    encoded.duplicate().order(encoded.order()).asIntBuffer().get(numbers);
    return new Explained.Text(tokenizer.text(numbers));
  }

  @Override
  public List<String> inWords() {
    return List.of(
        "texts become " + tokenizer.inWords(),
        "a row has up to %s tokens, shorter ones are padded".formatted(maxTokens));
  }
}
