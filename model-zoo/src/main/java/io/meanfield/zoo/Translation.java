package io.meanfield.zoo;

import io.meanfield.zoo.layer.Decoding;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Translates with a network of two inputs: word by word, the likeliest one each time. The text is
 * encoded once. Used by one thread, as the network is.
 */
public final class Translation {
  private final InputShape.Pair shape;
  private final Decoding decoding;

  /**
   * @throws IllegalArgumentException if the network is not one for pairs, or answers otherwise than
   *     if it read all words of a translation at once
   */
  public Translation(Network network) {
    if (!(network.definition().input() instanceof InputShape.Pair pair)) {
      throw new IllegalArgumentException(
          "expected a network for pairs of texts, found one for "
              + network.definition().input().describe());
    }
    shape = pair;
    ComputationGraph graph = ((StockGraph) network.stock()).network();
    decoding = new Decoding(graph, graph.getConfiguration().getNetworkInputs().get(1));
    INDArray example =
        StepCheck.example(pair.maxSourceTokens(), pair.maxTargetTokens(), pair.vocabularySize());
    StepCheck.run(network, example, () -> begin(new Tensors(example, null, null)), decoding::next);
  }

  private void begin(Tensors texts) {
    Inputs inputs = Inputs.ofTwo(texts.features(), texts.mask(), shape.maxSourceTokens());
    decoding.begin(inputs.arrays(), inputs.masks());
  }

  /**
   * The words of the translations, at most maxTargetTokens of each.
   *
   * @param texts features and mask of which only the columns of texts are read
   * @param firstWord the smallest number that is told; those below stand for padding and the like
   * @param mark what a translation begins and ends with
   * @return [batch] numbers of words, without marks
   */
  public int[][] of(Tensors texts, int firstWord, int mark) {
    begin(texts);
    int size = texts.size();
    int[][] words = new int[size][shape.maxTargetTokens()];
    int[] lengths = new int[size];
    Arrays.fill(lengths, shape.maxTargetTokens());
    int numOpen = size;
    INDArray last = Nd4j.valueArrayOf(new long[] {size, 1, 1}, mark, DataType.FLOAT);
    for (int step = 0; step < shape.maxTargetTokens() && numOpen > 0; step++) {
      last = likeliest(decoding.next(last), firstWord);
      for (int i = 0; i < size; i++) {
        words[i][step] = (int) last.getDouble(i, 0, 0);
        if (words[i][step] == mark && lengths[i] > step) {
          lengths[i] = step;
          numOpen--;
        }
      }
    }
    for (int i = 0; i < size; i++) {
      words[i] = Arrays.copyOf(words[i], lengths[i]);
    }
    return words;
  }

  /** From answers [batch, vocabulary, 1] to words [batch, 1, 1]. */
  private static INDArray likeliest(INDArray answers, int firstWord) {
    INDArray known = Tensors.columns(answers, firstWord, answers.size(1));
    INDArray words = known.argMax(1).castTo(DataType.FLOAT).addi(firstWord);
    return words.reshape(answers.size(0), 1, 1);
  }
}
