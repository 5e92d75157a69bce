package io.meanfield.datasets;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;

/** What the features of one example are: the left half of a data set's schema. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Features.Image.class, name = "image"),
  @JsonSubTypes.Type(value = Features.Spectrogram.class, name = "spectrogram"),
  @JsonSubTypes.Type(value = Features.Tokens.class, name = "tokens"),
  @JsonSubTypes.Type(value = Features.TokenPair.class, name = "token-pair"),
  @JsonSubTypes.Type(value = Features.Numbers.class, name = "numbers")
})
public sealed interface Features extends Serializable {

  /** Numbers of tokens, as many as an example has. A batch of them has a mask. */
  sealed interface Sequence extends Features {

    /** How many columns a batch has. */
    int rowLength();
  }

  /** A batch of them is [batch, height, width, channels], scaled to real numbers. */
  record Image(int height, int width, int channels) implements Features {}

  /** A batch of them is [batch, numFrames, numBands, 1], scaled: images of one channel. */
  record Spectrogram(int numFrames, int numBands) implements Features {}

  /**
   * A batch of them is [batch, maxTokens] word numbers from 0 to vocabularySize - 1, with a mask
   * [batch, maxTokens] that is 1 where there is a word and 0 where there is padding. Number 0 is
   * padding, number 1 the unknown word.
   */
  record Tokens(int maxTokens, int vocabularySize) implements Sequence {
    @Override
    public int rowLength() {
      return maxTokens;
    }
  }

  /**
   * A text and its translation. A batch of them is [batch, maxSourceTokens + 1 + maxTargetTokens]
   * word numbers with a mask: the text's first, padded, then the mark, the translation's, and the
   * mark again where it ends, padded. Number 0 is padding, number 1 the unknown word.
   *
   * @param maxTargetTokens the mark at the end among them
   * @param vocabularySize of both sides, the mark among it
   */
  record TokenPair(int maxSourceTokens, int maxTargetTokens, int vocabularySize)
      implements Sequence {

    @Override
    public int rowLength() {
      return maxSourceTokens + 1 + maxTargetTokens;
    }

    /** The number that a translation begins and ends with. */
    public int mark() {
      return vocabularySize - 1;
    }

    /**
     * The tokens of the text.
     *
     * @param encoded the remaining bytes are one encoded example (little-endian order); its
     *     position does not move
     */
    public ByteBuffer source(ByteBuffer encoded) {
      return piece(encoded, encoded.position(), markAt(encoded));
    }

    /** The tokens of the translation, from the mark in front of them on. */
    public ByteBuffer target(ByteBuffer encoded) {
      return piece(encoded, markAt(encoded), encoded.limit());
    }

    private int markAt(ByteBuffer encoded) {
      int at = encoded.position();
      while (at < encoded.limit() && encoded.getInt(at) != mark()) {
        at += Integer.BYTES;
      }
      return at;
    }

    private static ByteBuffer piece(ByteBuffer encoded, int from, int to) {
      return encoded.slice(from, to - from).order(encoded.order());
    }
  }

  /**
   * A batch of them is [batch, names.size()].
   *
   * @param categories those that are no quantities, in the order of their columns
   */
  record Numbers(List<String> names, List<Category> categories) implements Features {
    public Numbers {
      names = List.copyOf(names);
      categories = List.copyOf(categories);
    }

    /** Quantities only. */
    public static Numbers of(List<String> names) {
      return new Numbers(names, List.of());
    }
  }

  /**
   * A column of numbers from 0 to numValues - 1 that stand for the values of a category.
   *
   * @param column its place in the names, from 0
   */
  record Category(int column, int numValues) implements Serializable {}
}
