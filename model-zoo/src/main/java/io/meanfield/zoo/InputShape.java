package io.meanfield.zoo;

import java.io.Serializable;
import java.util.List;

/** What a model reads: the shape of one example. */
public sealed interface InputShape extends Serializable {

  /** A batch is [batch, height, width, channels]. */
  record Image(int height, int width, int channels) implements InputShape {
    public Image {
      Require.positive("height", height);
      Require.positive("width", width);
      Require.positive("channels", channels);
    }

    public int size() {
      return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    @Override
    public String describe() {
      return "images of %d x %d x %d (height x width x channels)"
          .formatted(height, width, channels);
    }
  }

  /**
   * A batch is [batch, time] word numbers from 0 to vocabularySize - 1, time being at most
   * maxTokens, with a mask [batch, time] that is 1 at words and 0 at padding.
   */
  record Sequence(int maxTokens, int vocabularySize) implements InputShape {
    public Sequence {
      Require.positive("max-tokens", maxTokens);
      Require.positive("vocabulary-size", vocabularySize);
    }

    @Override
    public String describe() {
      return "token sequences of at most %d words from a vocabulary of %d"
          .formatted(maxTokens, vocabularySize);
    }
  }

  /**
   * A text and its translation as far as it has been told: a batch is [batch, maxSourceTokens +
   * time] word numbers from 0 to vocabularySize - 1, those of the texts first, padded, time being
   * at most maxTargetTokens; with a mask of the same shape. A network has an input for either side,
   * the text's first, and tells the next word at each step of the translation.
   */
  record Pair(int maxSourceTokens, int maxTargetTokens, int vocabularySize) implements InputShape {
    public Pair {
      Require.positive("max-source-tokens", maxSourceTokens);
      Require.positive("max-target-tokens", maxTargetTokens);
      Require.positive("vocabulary-size", vocabularySize);
    }

    @Override
    public String describe() {
      return "pairs of texts of at most %d words and translations of at most %d from a vocabulary of %d"
          .formatted(maxSourceTokens, maxTargetTokens, vocabularySize);
    }
  }

  /** A batch is [batch, size]. */
  record Vector(int size) implements InputShape {
    public Vector {
      Require.positive("size", size);
    }

    @Override
    public String describe() {
      return "vectors of %d numbers".formatted(size);
    }
  }

  /**
   * A batch is [batch, size]; some columns are no quantities.
   *
   * @param categories in the order of their columns
   */
  record Table(int size, List<Category> categories) implements InputShape {
    public Table {
      Require.positive("size", size);
      categories = List.copyOf(categories);
    }

    @Override
    public String describe() {
      return "rows of %d numbers, %d of them values of categories (categories: embedding)"
          .formatted(size, categories.size());
    }
  }

  /** A column of numbers from 0 to numValues - 1, each of which stands for something else. */
  record Category(int column, int numValues) implements Serializable {
    public Category {
      Require.positive("num-values", numValues);
    }
  }

  /** The kind in the plural and its extents, for messages. */
  String describe();

  /**
   * This shape as the only kind that a model reads.
   *
   * @throws IllegalArgumentException if it is of another kind
   */
  default <T extends InputShape> T as(Class<T> kind, String model) {
    if (!kind.isInstance(this)) {
      throw misfit(model, inWords(kind));
    }
    return kind.cast(this);
  }

  /**
   * How many numbers an example has, for models that do not look at an image's layout.
   *
   * @throws IllegalArgumentException for token sequences, whose numbers are names and no quantities
   */
  default int flatSize(String model) {
    if (this instanceof Image image) {
      return image.size();
    }
    if (this instanceof Vector vector) {
      return vector.size();
    }
    throw misfit(model, "vectors or images");
  }

  private static String inWords(Class<? extends InputShape> kind) {
    if (kind == Pair.class) {
      return "pairs of texts";
    }
    return kind == Image.class ? "images" : kind == Sequence.class ? "token sequences" : "vectors";
  }

  private IllegalArgumentException misfit(String model, String expected) {
    return new IllegalArgumentException(
        "expected %s for the model %s, found %s; choose a model of the data's kind (train.sh --list-models)"
            .formatted(expected, model, describe()));
  }
}
