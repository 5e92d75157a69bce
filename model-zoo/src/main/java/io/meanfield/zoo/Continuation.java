package io.meanfield.zoo;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Goes on with a text, word after word, by a network that answers at every step. What the network
 * keeps of earlier words is used again; when the text has more words than it reads, the second half
 * of those that it does is read anew.
 *
 * <p>Used by one thread, as its network is. A network has one continuation at a time.
 */
public final class Continuation {
  private final StockNetwork stock;
  private final int maxWords;
  private List<Integer> seen = new ArrayList<>();

  /**
   * @throws IllegalArgumentException if the network gives no answer at every step, or another one
   *     than if it read all words at once
   */
  public Continuation(Network network) {
    NetworkDefinition definition = network.definition();
    if (!(definition.input() instanceof InputShape.Sequence texts)
        || definition.output().head() != Head.TOKENS) {
      throw new IllegalArgumentException(
          "expected a network for token sequences that answers at every step, found one for %s with the head %s"
              .formatted(definition.input().describe(), definition.output().head()));
    }
    stock = network.stock();
    maxWords = texts.maxTokens();
    INDArray example = StepCheck.example(0, maxWords, texts.vocabularySize());
    StepCheck.run(network, example, stock::restart, stock::step);
    stock.restart();
  }

  /** Begins another text. */
  public void restart() {
    seen = new ArrayList<>();
    stock.restart();
  }

  /**
   * Probabilities of the word that follows all words so far.
   *
   * @param words further ones, at least one
   * @return [vocabulary]
   */
  public float[] after(List<Integer> words) {
    seen.addAll(words);
    if (seen.size() <= maxWords) {
      return step(words);
    }
    seen = new ArrayList<>(seen.subList(seen.size() - (maxWords + 1) / 2, seen.size()));
    stock.restart();
    return step(seen);
  }

  private float[] step(List<Integer> words) {
    INDArray input = Nd4j.create(DataType.FLOAT, 1, 1, words.size());
    for (int i = 0; i < words.size(); i++) {
      input.putScalar(i, words.get(i));
    }
    return StepAnswers.lastOf(stock.step(input));
  }
}
