package io.meanfield.datasets.fake;

import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.transform.Encoding;
import io.meanfield.datasets.transform.Explained;
import io.meanfield.datasets.transform.NoStatistics;
import io.meanfield.datasets.transform.Statistics;
import io.meanfield.datasets.transform.Transform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** Words of a text by their length. */
public record FakeTokens(int maxTokens) implements Encoding, Transform {

  @Override
  public Encoding encoding() {
    return this;
  }

  @Override
  public Statistics newStatistics() {
    return new NoStatistics(this);
  }

  @Override
  public Features features() {
    return new Features.Tokens(maxTokens, 100);
  }

  @Override
  public byte[] encode(RawFeatures raw) {
    String[] words = ((RawFeatures.Text) raw).text().split(" ");
    ByteBuffer encoded =
        ByteBuffer.allocate(words.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (String word : words) {
      encoded.putInt(word.length());
    }
    return encoded.array();
  }

  @Override
  public void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask) {
    for (int i = 0; i < maxTokens; i++) {
      boolean isWord = encoded.hasRemaining();
      features.put(isWord ? encoded.getInt() : 0);
      mask.put(isWord ? 1 : 0);
    }
  }

  @Override
  public Explained explain(ByteBuffer encoded) {
    StringBuilder text = new StringBuilder();
    for (int at = encoded.position(); at < encoded.limit(); at += Integer.BYTES) {
      text.append("x".repeat(encoded.getInt(at))).append(' ');
    }
    return new Explained.Text(text.toString().strip());
  }

  @Override
  public List<String> inWords() {
    return List.of("words become their lengths");
  }
}
