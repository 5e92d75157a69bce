package io.meanfield.zoo;

import java.io.Serializable;
import java.util.List;

/**
 * What lies where in the flat parameter vector, without gaps, in Deeplearning4j's order.
 *
 * @param segments in order of offset
 */
public record ParameterLayout(List<Segment> segments) implements Serializable {

  /** The floats that a {@link java.nio.FloatBuffer} of memory outside the Java heap can hold. */
  static final int MAX_LENGTH = Integer.MAX_VALUE / Float.BYTES;

  /** How a parameter is trained. */
  public enum Role {
    /** By an optimizer, with l2 or weight decay. */
    WEIGHT,
    /** By an optimizer, without l2: biases, and scale and shift of a normalisation. */
    BIAS,
    /**
     * By no optimizer: running statistics, whose "gradient" is the amount to subtract and which
     * replicas average by examples.
     */
    STATISTIC,
    /** Not at all. */
    FROZEN
  }

  /**
   * One array of a layer.
   *
   * @param layer the layer's name in the Deeplearning4j configuration
   * @param name the parameter's name inside the layer, for example W
   */
  public record Segment(String layer, String name, int offset, int length, Role role)
      implements Serializable {
    public int end() {
      return offset + length;
    }
  }

  public ParameterLayout {
    segments = List.copyOf(segments);
    int expected = 0;
    for (Segment segment : segments) {
      if (segment.offset() != expected || segment.length() < 1) {
        throw new IllegalArgumentException(
            "expected a segment from offset %d on, found %s".formatted(expected, segment));
      }
      if (segment.length() > MAX_LENGTH - expected) {
        throw new IllegalArgumentException(
            "expected a network of at most %d parameters (2 GiB), found more: %s"
                .formatted(MAX_LENGTH, segment));
      }
      expected = segment.end();
    }
  }

  /** Length of the flat vector. */
  public int length() {
    return segments.isEmpty() ? 0 : segments.get(segments.size() - 1).end();
  }
}
