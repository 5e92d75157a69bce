package io.meanfield.driver.report;

import io.meanfield.datasets.transform.Explained;
import io.meanfield.datasets.transform.Transform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What the tokens of a transform of texts stand for. */
public record TokenNames(Transform transform) {

  /** The text of one token by itself. */
  public String of(int number) {
    ByteBuffer encoded = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Explained token = transform.explain(encoded.putInt(number).flip());
    return token instanceof Explained.TextPair pair
        ? pair.source()
        : ((Explained.Text) token).text();
  }
}
