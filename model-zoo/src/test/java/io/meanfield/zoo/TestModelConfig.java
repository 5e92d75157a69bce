package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.generative.Gpt;
import io.meanfield.zoo.tabular.Linear;
import io.meanfield.zoo.tabular.Mlp;
import io.meanfield.zoo.text.TextCnn;
import io.meanfield.zoo.text.TextLstm;
import io.meanfield.zoo.text.TextLstm.Summary;
import io.meanfield.zoo.vision.LeNet;
import io.meanfield.zoo.vision.ResNet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("unit")
class TestModelConfig {

  private static final InputShape IMAGE = new InputShape.Image(28, 28, 1);
  private static final InputShape WORDS = new InputShape.Sequence(64, 1000);
  private static final InputShape VECTOR = new InputShape.Vector(5);
  private static final OutputShape CLASSES = Examples.THREE_CLASSES;
  private static final LeNet LENET = new LeNet(List.of(20, 50), 5, 500, 0);

  @Test
  void whatCannotBeReadIsNamedWithWhatCould() {
    TextCnn textCnn = new TextCnn(4, List.of(3), 3, 0, Optional.empty());
    Map<String, Executable> table = new LinkedHashMap<>();
    table.put("images for the model lenet, found token sequences", () -> define(LENET, WORDS));
    table.put("images for the model lenet, found vectors", () -> define(LENET, VECTOR));
    table.put("token sequences for the model text-cnn, found images", () -> define(textCnn, IMAGE));
    table.put(
        "token sequences for the model text-lstm, found vectors",
        () -> define(new TextLstm(4, List.of(3), Summary.LAST, 0, Optional.empty()), VECTOR));
    table.put(
        "vectors or images for the model linear, found token", () -> define(new Linear(), WORDS));
    table.put(
        "vectors or images for the model mlp, found token sequences of at most 64 words",
        () -> define(new Mlp(List.of(3), Nonlinearity.RELU, 0, 16), WORDS));
    table.put(
        "at least 4 pixels a side for the model lenet with 2 convolutions, found 3",
        () -> define(LENET, new InputShape.Image(9, 3, 1)));
    table.put("images for the model resnet, found vectors", () -> define(new ResNet(18), VECTOR));
    table.put(
        "token sequences for the model gpt, found images",
        () -> define(new Gpt(1, 4, 1, 0), IMAGE));
    table.put(
        "the loss next-word for the model gpt, found one for a single answer a text",
        () -> define(new Gpt(1, 4, 1, 0), WORDS));
    table.put(
        "a model that answers at every word for the loss next-word (gpt,",
        () -> textCnn.define(WORDS, new OutputShape(1000, Head.TOKENS), 1));
    expectMessages(table);
  }

  @Test
  void parametersAreCheckedWhenTheyAreRead() {
    Map<String, Executable> table = new LinkedHashMap<>();
    table.put("filters: expected a list", () -> new LeNet(List.of(), 5, 500, 0));
    table.put("filters: expected a list of", () -> new LeNet(List.of(3, 0), 5, 500, 0));
    table.put("kernel: expected a whole number from 1", () -> new LeNet(List.of(3), 0, 500, 0));
    table.put("dense: expected", () -> new LeNet(List.of(3), 5, -1, 0));
    table.put("dropout: expected a fraction", () -> new LeNet(List.of(3), 5, 1, 1));
    table.put("found NaN", () -> new Mlp(List.of(3), Nonlinearity.RELU, Double.NaN, 16));
    table.put("hidden: expected", () -> new Mlp(List.of(), Nonlinearity.RELU, 0, 16));
    table.put(
        "widths: expected each width once",
        () -> new TextCnn(4, List.of(3, 3), 3, 0, Optional.empty()));
    table.put("embedding: expected", () -> new TextCnn(0, List.of(3), 3, 0, Optional.empty()));
    table.put(
        "units: expected", () -> new TextLstm(4, List.of(), Summary.LAST, 0, Optional.empty()));
    table.put(
        "at least 2 classes for a softmax head, found 1", () -> new OutputShape(1, Head.SOFTMAX));
    table.put("width: expected a multiple of heads, 4, found 6", () -> new Gpt(1, 6, 4, 0));
    table.put("layers: expected a whole number from 1", () -> new Gpt(0, 4, 4, 0));
    table.put(
        "depth: expected one of [18, 20, 32, 34, 44, 56, 110], found 19", () -> new ResNet(19));
    table.put("height: expected", () -> new InputShape.Image(0, 1, 1));
    expectMessages(table);
  }

  private static void expectMessages(Map<String, Executable> table) {
    table.forEach(
        (expected, bad) -> {
          String message = assertThrows(IllegalArgumentException.class, bad, expected).getMessage();
          assertTrue(message.contains(expected), message);
        });
  }

  private static NetworkDefinition define(ModelConfig model, InputShape input) {
    return model.define(input, CLASSES, 1);
  }

  @Test
  void leNetHasTheSizeOfThePaper() {
    int convolutions = (25 + 1) * 20 + (20 * 25 + 1) * 50;
    int dense = (50 * 4 * 4 + 1) * 500 + (500 + 1) * 3;
    assertEquals(convolutions + dense, Network.create(define(LENET, IMAGE)).numParameters());
  }

  @Test
  void leNetKeepsTheSizeOfSmallImages() {
    int convolutions = (25 + 1) * 20 + (20 * 25 + 1) * 50;
    int dense = (50 * 2 * 2 + 1) * 500 + (500 + 1) * 3;
    NetworkDefinition definition = define(LENET, Examples.DIGITS);
    assertEquals(convolutions + dense, Network.create(definition).numParameters());
  }

  @Test
  void textCnnHasTheSizeOfThePaper() {
    NetworkDefinition definition =
        define(new TextCnn(30, List.of(3, 4, 5), 10, 0.5, Optional.empty()), WORDS);
    int convolutions = 10 * (30 * (3 + 4 + 5) + 3);
    assertEquals(
        1000 * 30 + convolutions + 3 * (3 * 10 + 1), Network.create(definition).numParameters());
  }
}
