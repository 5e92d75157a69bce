package io.meanfield.datasets.transform.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of a vocabulary and their numbers. Immutable; as JSON a list of texts. */
public final class Words implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<String> inOrder;
  private final Map<String, Integer> numbers;

  /**
   * @param inOrder the first word gets number 2
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Words(List<String> inOrder) {
    this.inOrder = List.copyOf(inOrder);
    this.numbers = new HashMap<>();
    for (String word : this.inOrder) {
      if (numbers.put(word, TokenNumbers.FIRST + numbers.size()) != null) {
        throw new IllegalArgumentException(
            "expected each word once, found \"%s\" twice".formatted(word));
      }
    }
  }

  @JsonValue
  public List<String> inOrder() {
    return inOrder;
  }

  /** Number of all words together with padding and the unknown word. */
  int size() {
    return TokenNumbers.FIRST + inOrder.size();
  }

  /** Number 1 for a word that is not among them. */
  int number(String word) {
    return numbers.getOrDefault(word, TokenNumbers.UNKNOWN);
  }

  /** The word of a number; what stands for padding and the unknown word if it is of those. */
  String token(int number) {
    return switch (number) {
      case TokenNumbers.PADDING -> "";
      case TokenNumbers.UNKNOWN -> Tokenizer.UNKNOWN;
      default -> inOrder.get(number - TokenNumbers.FIRST);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Words words && inOrder.equals(words.inOrder);
  }

  @Override
  public int hashCode() {
    return inOrder.hashCode();
  }

  @Override
  public String toString() {
    return inOrder.toString();
  }
}
