package io.meanfield.datasets.transform;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.transform.text.Tokenizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A text and its translation as the numbers of their tokens. A row of a shard is the text's tokens,
 * the mark, the translation's tokens, and the mark again unless the translation was cut.
 *
 * @param maxSourceTokens what is left of a longer text
 * @param maxTargetTokens what is left of a longer translation, the mark at its end among them
 */
public record TokenizedPair(int maxSourceTokens, int maxTargetTokens, Tokenizer tokenizer)
    implements Encoding, Transform {

  public TokenizedPair {
    new TokenizedText(maxSourceTokens, tokenizer); // refuses what there is no room for
    new TokenizedText(maxTargetTokens, tokenizer);
  }

  @Override
  public Encoding encoding() {
    return this;
  }

  @Override
  public Statistics newStatistics() {
    return new TextPairStatistics(this);
  }

  @Override
  public Features.TokenPair features() {
    return new Features.TokenPair(maxSourceTokens, maxTargetTokens, tokenizer.vocabularySize() + 1);
  }

  /** A side without any token becomes one unknown token; a translation that is not there, none. */
  @Override
  public byte[] encode(RawFeatures raw) {
    RawFeatures.TextPair pair = Kinds.textPair(raw);
    int mark = features().mark();
    byte[] source = tokens(pair.source(), maxSourceTokens);
    byte[] target = pair.target().map(text -> tokens(text, maxTargetTokens)).orElse(new byte[0]);
    boolean isWhole = target.length < maxTargetTokens * Integer.BYTES;
    int numMarks = pair.target().isPresent() && isWhole ? 2 : 1;
    ByteBuffer row =
        ByteBuffer.allocate(source.length + target.length + numMarks * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(source)
            .putInt(mark)
            .put(target);
    return (numMarks == 2 ? row.putInt(mark) : row).array();
  }

  private byte[] tokens(String text, int max) {
    return new TokenizedText(max, tokenizer).encode(new RawFeatures.Text(text));
  }

  @Override
  public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
    Features.TokenPair pair = features();
    new TokenizedText(maxSourceTokens, tokenizer).decode(pair.source(encoded), features, mask);
    new TokenizedText(maxTargetTokens + 1, tokenizer).decode(pair.target(encoded), features, mask);
  }

  @Override
  public Explained.TextPair explain(ByteBuffer encoded) {
    Features.TokenPair pair = features();
    return new Explained.TextPair(text(pair.source(encoded)), text(pair.target(encoded)));
  }

  /** Of a side's tokens, without marks. */
  private String text(ByteBuffer side) {
    int mark = features().mark();
    int[] numbers = new int[side.remaining() / Integer.BYTES];
    side.asIntBuffer().get(numbers);
    return tokenizer.text(Arrays.stream(numbers).filter(number -> number != mark).toArray());
  }

  @Override
  public List<String> inWords() {
    return List.of(
        "texts and translations become " + tokenizer.inWords(),
        "a row has up to %d tokens of a text and %d of its translation and its end, shorter ones are padded"
            .formatted(maxSourceTokens, maxTargetTokens));
  }
}
