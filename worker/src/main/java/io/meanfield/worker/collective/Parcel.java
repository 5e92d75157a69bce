package io.meanfield.worker.collective;

import java.nio.FloatBuffer;

/**
 * The content of a message.
 *
 * @param values from the buffer's position to its limit; of a received one, exactly the array that
 *     it wraps, which is the receiver's
 */
public record Parcel(long[] numbers, FloatBuffer values) {
  private static final FloatBuffer NOTHING = FloatBuffer.allocate(0);

  public static Parcel of(long... numbers) {
    return new Parcel(numbers, NOTHING);
  }
}
