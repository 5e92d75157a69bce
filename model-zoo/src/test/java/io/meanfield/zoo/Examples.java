package io.meanfield.zoo;

import io.meanfield.zoo.generative.Gpt;
import io.meanfield.zoo.recommend.Factorization;
import io.meanfield.zoo.tabular.Linear;
import io.meanfield.zoo.tabular.Mlp;
import io.meanfield.zoo.text.TextCnn;
import io.meanfield.zoo.text.TextLstm;
import io.meanfield.zoo.text.Transformer;
import io.meanfield.zoo.vision.LeNet;
import io.meanfield.zoo.vision.ResNet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Small definitions of every model, and batches for them. */
final class Examples {

  static final InputShape.Image DIGITS = new InputShape.Image(8, 8, 1);
  static final InputShape.Sequence WORDS = new InputShape.Sequence(7, 20);
  static final InputShape.Pair PAIRS = new InputShape.Pair(5, 4, 11);
  static final InputShape.Table RATINGS =
      new InputShape.Table(
          2, List.of(new InputShape.Category(0, 4), new InputShape.Category(1, 6)));
  static final OutputShape THREE_CLASSES = new OutputShape(3, Head.SOFTMAX);
  static final OutputShape NEXT_WORDS = new OutputShape(WORDS.vocabularySize(), Head.TOKENS);

  private Examples() {}

  /** By a name for messages. */
  static Map<String, NetworkDefinition> definitions() {
    return definitions(0.25);
  }

  static Map<String, NetworkDefinition> definitions(double dropout) {
    Map<String, NetworkDefinition> all = new LinkedHashMap<>();
    var vector = new InputShape.Vector(5);
    all.put("linear", new Linear().define(vector, THREE_CLASSES, 1));
    all.put("linear on images", new Linear().define(DIGITS, THREE_CLASSES, 1));
    all.put("regression", new Linear().define(vector, new OutputShape(2, Head.LINEAR), 1));
    Mlp mlp = new Mlp(List.of(6, 4), Nonlinearity.TANH, dropout, 16);
    all.put("mlp", mlp.define(vector, new OutputShape(1, Head.SIGMOID), 1));
    LeNet lenet = new LeNet(List.of(3, 4), 5, 6, dropout);
    all.put("lenet", lenet.define(DIGITS, THREE_CLASSES, 1));
    all.put("lenet in colour", lenet.define(new InputShape.Image(20, 21, 3), THREE_CLASSES, 1));
    all.put("resnet", new ResNet(20).define(DIGITS, THREE_CLASSES, 1));
    TextCnn textCnn = new TextCnn(4, List.of(3, 4, 5), 3, dropout, Optional.empty());
    all.put("text-cnn", textCnn.define(WORDS, THREE_CLASSES, 1));
    for (TextLstm.Summary summary : TextLstm.Summary.values()) {
      TextLstm lstm = new TextLstm(4, List.of(5, 3), summary, dropout, Optional.empty());
      all.put("text-lstm " + summary, lstm.define(WORDS, THREE_CLASSES, 1));
    }
    all.put("gpt", new Gpt(2, 8, 2, dropout).define(WORDS, NEXT_WORDS, 1));
    all.put(
        "factorization", new Factorization(3).define(RATINGS, new OutputShape(1, Head.LINEAR), 1));
    OutputShape translations = new OutputShape(PAIRS.vocabularySize(), Head.TOKENS);
    all.put("transformer", new Transformer(1, 4, 2, dropout).define(PAIRS, translations, 1));
    return all;
  }

  /** Those of layers that stock Deeplearning4j has. */
  static Map<String, NetworkDefinition> stock() {
    Map<String, NetworkDefinition> stock = definitions();
    stock.remove("gpt");
    stock.remove("transformer");
    return stock;
  }

  static Tensors batch(NetworkDefinition definition, int size, long seed) {
    Random random = new Random(seed);
    InputShape input = definition.input();
    INDArray labels = labels(definition, size, random);
    if (input instanceof InputShape.Image image) {
      INDArray pixels = numbers(random, 1, size, image.height(), image.width(), image.channels());
      return new Tensors(pixels, null, labels);
    }
    if (input instanceof InputShape.Vector vector) {
      return new Tensors(numbers(random, 2, size, vector.size()), null, labels);
    }
    if (input instanceof InputShape.Table table) {
      INDArray rows = numbers(random, 2, size, table.size());
      for (InputShape.Category category : table.categories()) {
        for (int i = 0; i < size; i++) {
          rows.putScalar(i, category.column(), random.nextInt(category.numValues()));
        }
      }
      return new Tensors(rows, null, labels);
    }
    if (input instanceof InputShape.Pair pair) {
      Tensors read = texts(random, size, seed, pair.maxSourceTokens(), pair.vocabularySize());
      Tensors told = texts(random, size, seed, pair.maxTargetTokens(), pair.vocabularySize());
      return new Tensors(
          Nd4j.hstack(read.features(), told.features()),
          Nd4j.hstack(read.mask(), told.mask()),
          labels);
    }
    InputShape.Sequence sequence = (InputShape.Sequence) input;
    Tensors texts = texts(random, size, seed, sequence.maxTokens(), sequence.vocabularySize());
    return new Tensors(texts.features(), texts.mask(), labels);
  }

  private static Tensors texts(
      Random random, int size, long seed, int maxTokens, int vocabularySize) {
    INDArray tokens = Nd4j.zeros(size, maxTokens);
    INDArray mask = Nd4j.zeros(size, maxTokens);
    for (int i = 0; i < size; i++) {
      int numTokens = 1 + (i + (int) seed) % maxTokens;
      for (int t = 0; t < numTokens; t++) {
        tokens.putScalar(i, t, 1 + random.nextInt(vocabularySize - 1));
        mask.putScalar(i, t, 1);
      }
    }
    return new Tensors(tokens, mask, null);
  }

  private static INDArray labels(NetworkDefinition definition, int size, Random random) {
    OutputShape output = definition.output();
    if (output.head() == Head.TOKENS) {
      INDArray words = Nd4j.zeros(size, numSteps(definition.input()));
      for (int i = 0; i < words.length(); i++) {
        words.putScalar(i, random.nextInt(output.size()));
      }
      return words;
    }
    if (output.head() == Head.LINEAR) {
      return numbers(random, 1, size, output.size());
    }
    INDArray labels = Nd4j.zeros(size, output.size());
    for (int i = 0; i < size; i++) {
      int number = random.nextInt(Math.max(2, output.size()));
      if (number < output.size()) {
        labels.putScalar(i, number, 1);
      }
    }
    return labels;
  }

  /** At which a network with the head TOKENS answers. */
  static int numSteps(InputShape input) {
    return input instanceof InputShape.Pair pair
        ? pair.maxTargetTokens()
        : ((InputShape.Sequence) input).maxTokens();
  }

  private static INDArray numbers(Random random, double scale, int... shape) {
    float[] values = new float[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return Nd4j.create(values, shape, 'c');
  }
}
