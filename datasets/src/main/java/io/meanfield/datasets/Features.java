package io.meanfield.datasets;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.List;

/** What the features of one example are: the left half of a data set's schema. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Features.Image.class, name = "image"),
  @JsonSubTypes.Type(value = Features.Spectrogram.class, name = "spectrogram"),
  @JsonSubTypes.Type(value = Features.Tokens.class, name = "tokens"),
  @JsonSubTypes.Type(value = Features.Numbers.class, name = "numbers")
})
public sealed interface Features extends Serializable {

  /** A batch of them is [batch, height, width, channels], scaled to real numbers. */
  record Image(int height, int width, int channels) implements Features {}

  /** A batch of them is [batch, numFrames, numBands, 1], scaled: images of one channel. */
  record Spectrogram(int numFrames, int numBands) implements Features {}

  /**
   * A batch of them is [batch, maxTokens] word numbers from 0 to vocabularySize - 1, with a mask
   * [batch, maxTokens] that is 1 where there is a word and 0 where there is padding. Number 0 is
   * padding, number 1 the unknown word.
   */
  record Tokens(int maxTokens, int vocabularySize) implements Features {}

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
