package io.meanfield.datasets.transform;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** The second half of a transform, with memory of its own. Used by one thread. */
@FunctionalInterface
public interface Decoder {

  /** One example as the model sees it; see {@link Transform#decode}. */
  void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask);
}
