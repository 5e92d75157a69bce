package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import io.meanfield.zoo.recommend.Factorization;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** The factorization beside the paper's equation, written out. */
@Tag("unit")
class TestFactorization {
  private static final int NUM_USERS = 4;
  private static final int NUM_ITEMS = 6;
  private static final int FACTORS = 3;
  private static final InputShape.Table PAIRS = pairs(NUM_USERS, NUM_ITEMS);
  private static final OutputShape RATING = new OutputShape(1, Head.LINEAR);
  private static final NetworkDefinition DEFINITION =
      new Factorization(FACTORS).define(PAIRS, RATING, 1);

  // a user and an item; both come several times
  private static final float[][] ROWS = {{0, 5}, {3, 2}, {0, 2}, {1, 0}, {3, 5}};
  private static final float[][] VALUES = {{4}, {1.5f}, {-2}, {0}, {3}};

  @Test
  void aRatingIsTheMeanTheBiasesAndTheProductOfTheVectors() {
    Network network = atRandom();
    double[] expected = ratings(network, network.parameters());
    double[] found = network.output(batch()).toDoubleVector();
    assertArrayEquals(expected, found, 1e-6);
  }

  @Test
  void gradientsAreTheSlopesOfTheMeanSquaredError() {
    Network network = atRandom();
    double loss = network.gradient(batch(), 1);
    float[] gradient = Gradients.of(network);
    float[] parameters = network.parameters();
    assertEquals(error(network, parameters), loss, 1e-5);
    float step = 1e-2f; // the error is a polynomial of degree 2 in each: any step is as exact
    for (int i = 0; i < parameters.length; i++) {
      float value = parameters[i];
      parameters[i] = value + step;
      double above = error(network, parameters);
      parameters[i] = value - step;
      double below = error(network, parameters);
      parameters[i] = value;
      double slope = (above - below) / ((value + step) - (double) (value - step));
      assertEquals(slope, gradient[i], 1e-4, "at " + i);
    }
  }

  @Test
  void aUserOfWhomNothingIsKnownIsTheMeanAndTheBiasOfTheItem() {
    Network network = Network.create(DEFINITION);
    float[] parameters = network.parameters();
    parameters[place(network, "user-bias", "b")] = 3.5f;
    parameters[place(network, "item-bias", "W") + 2] = -0.25f;
    network.setParameters(parameters);
    assertArrayEquals(
        new double[] {3.5, 3.25, 3.25, 3.5, 3.5}, network.output(batch()).toDoubleVector(), 0);
  }

  @Test
  void theVectorsAndTheBiasesAreWeightsForL2AndTheMeanIsNone() {
    Map<String, Role> roles = new HashMap<>();
    for (Segment segment : Network.create(DEFINITION).layout().segments()) {
      roles.put(segment.layer() + " " + segment.name(), segment.role());
    }
    assertEquals(
        Map.of(
            "user-vector W", Role.WEIGHT,
            "item-vector W", Role.WEIGHT,
            "user-bias W", Role.WEIGHT,
            "item-bias W", Role.WEIGHT,
            "user-bias b", Role.BIAS),
        roles);
  }

  @Test
  void stockDeeplearning4jPredictsTheSameFromItsZip() throws IOException {
    Network network = atRandom();
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    network.save(zip);
    var stock =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(zip.toByteArray()), false);
    assertArrayEquals(
        network.output(batch()).toDoubleVector(),
        stock.output(Nd4j.createFromArray(ROWS))[0].toDoubleVector(),
        1e-6);
    Network loaded = Network.load(new ByteArrayInputStream(zip.toByteArray()), PAIRS, RATING);
    assertEquals(network.output(batch()), loaded.output(batch()));
  }

  @Test
  void earlierCallsHaveNoInfluence() {
    Network fresh = atRandom();
    fresh.gradient(batch(), 1);
    float[] expected = Gradients.of(fresh);
    Network used = atRandom();
    used.gradient(
        new Tensors(
            Nd4j.createFromArray(new float[][] {{2, 2}, {1, 1}}),
            null,
            Nd4j.createFromArray(new float[][] {{9}, {-9}})),
        2);
    used.output(batch());
    used.gradient(batch(), 1);
    assertArrayEquals(expected, Gradients.of(used));
  }

  @Test
  void aHundredThousandUsersMakeNoArraysOfThatWidth() {
    int numUsers = 100_000;
    int size = 20_000; // rows; as many ones among zeros would be 8 GB
    Network network = Network.create(new Factorization(8).define(pairs(numUsers, 50), RATING, 1));
    float[][] rows = new float[size][];
    float[][] values = new float[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = new float[] {numUsers - 1 - i, i % 50};
      values[i] = new float[] {i % 5};
    }
    Tensors batch = new Tensors(Nd4j.createFromArray(rows), null, Nd4j.createFromArray(values));
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long heapBefore = memory.getCurrentThreadAllocatedBytes();
    long nativeBefore = Pointer.physicalBytes();
    network.gradient(batch, 1);
    network.output(batch);
    long heap = memory.getCurrentThreadAllocatedBytes() - heapBefore;
    long beside = Pointer.physicalBytes() - nativeBefore;
    assertTrue(heap < 100 << 20 && beside < 1 << 30, heap + " and " + beside + " bytes");
  }

  @Test
  void whatIsNoPairOrNoRatingIsRefused() {
    assertRefused(
        "expected rows of two categories, a user and an item, for the model factorization, found vectors of 2 numbers; give it dataset.source.format: ratings, or a table of two categories, and dataset.transform {kind: table, categories: embedding}",
        new InputShape.Vector(2),
        RATING);
    assertRefused(
        "expected rows of two categories, a user and an item, for the model factorization, found rows of 3 numbers, 2 of them values of categories",
        new InputShape.Table(3, PAIRS.categories()),
        RATING);
    assertRefused(
        "expected one target for the model factorization, found 3 outputs (SOFTMAX)",
        PAIRS,
        Examples.THREE_CLASSES);
  }

  private static void assertRefused(String start, InputShape input, OutputShape output) {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> new Factorization(2).define(input, output, 1))
            .getMessage();
    assertTrue(message.startsWith(start), message);
  }

  private static InputShape.Table pairs(int numUsers, int numItems) {
    return new InputShape.Table(
        2, List.of(new InputShape.Category(0, numUsers), new InputShape.Category(1, numItems)));
  }

  private static Tensors batch() {
    return new Tensors(Nd4j.createFromArray(ROWS), null, Nd4j.createFromArray(VALUES));
  }

  /** All parameters other than zero. */
  private static Network atRandom() {
    Network network = Network.create(DEFINITION);
    float[] parameters = network.parameters();
    Random random = new Random(7);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = random.nextFloat() - 0.5f;
    }
    network.setParameters(parameters);
    return network;
  }

  private static double error(Network network, float[] parameters) {
    double[] ratings = ratings(network, parameters);
    double sum = 0;
    for (int i = 0; i < ratings.length; i++) {
      sum += (ratings[i] - VALUES[i][0]) * (ratings[i] - VALUES[i][0]);
    }
    return sum / ratings.length;
  }

  /** mu + b_u + b_i + q_i p_u, in 64 bits. */
  private static double[] ratings(Network network, float[] parameters) {
    int vectorsOfUsers = place(network, "user-vector", "W");
    int vectorsOfItems = place(network, "item-vector", "W");
    int biasesOfUsers = place(network, "user-bias", "W");
    int biasesOfItems = place(network, "item-bias", "W");
    double mean = parameters[place(network, "user-bias", "b")];
    double[] ratings = new double[ROWS.length];
    for (int row = 0; row < ROWS.length; row++) {
      int user = (int) ROWS[row][0];
      int item = (int) ROWS[row][1];
      ratings[row] = mean + parameters[biasesOfUsers + user] + parameters[biasesOfItems + item];
      for (int k = 0; k < FACTORS; k++) { // tables lie column by column
        ratings[row] +=
            (double) parameters[vectorsOfUsers + k * NUM_USERS + user]
                * parameters[vectorsOfItems + k * NUM_ITEMS + item];
      }
    }
    return ratings;
  }

  private static int place(Network network, String layer, String name) {
    return network.layout().segments().stream()
        .filter(segment -> segment.layer().equals(layer) && segment.name().equals(name))
        .findFirst()
        .orElseThrow()
        .offset();
  }
}
