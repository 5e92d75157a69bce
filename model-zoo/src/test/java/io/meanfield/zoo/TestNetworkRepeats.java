package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything a network gives is a function of its definition, parameters and arguments. */
@Tag("unit")
class TestNetworkRepeats {

  private record Result(double loss, float[] gradient, float[] output) {}

  private static Result result(Network network, int batchSize) {
    Tensors batch = Examples.batch(network.definition(), batchSize, 3);
    double loss = network.gradient(batch, 5);
    float[] gradient = Gradients.of(network);
    return new Result(loss, gradient, network.output(batch).data().asFloat());
  }

  private static void expectSame(Result expected, Result found, String message) {
    assertEquals(expected.loss(), found.loss(), message);
    assertArrayEquals(expected.gradient(), found.gradient(), message);
    assertArrayEquals(expected.output(), found.output(), message);
  }

  @Test
  void creationGivesTheSameParametersAnywhere() throws Exception {
    for (var entry : Examples.definitions().entrySet()) {
      float[] here = Network.create(entry.getValue()).parameters();
      Callable<float[]> task = () -> Network.create(entry.getValue()).parameters();
      assertArrayEquals(here, onThreads(List.of(task)).get(0), entry.getKey());
    }
  }

  @Test
  void earlierCallsHaveNoInfluence() {
    Examples.definitions()
        .forEach(
            (name, definition) -> {
              Result fresh = result(Network.create(definition), 6);
              Network used = Network.create(definition);
              for (int size : new int[] {2, 9, 6, 1}) {
                used.gradient(Examples.batch(definition, size, 8), size);
                used.output(Examples.batch(definition, size, 9));
                expectSame(fresh, result(used, 6), name);
              }
            });
  }

  @Test
  void aFailedCallHasNoInfluence() {
    NetworkDefinition definition = Examples.definitions().get("text-lstm LAST");
    Result fresh = result(Network.create(definition), 6);
    Network used = Network.create(definition);
    Tensors batch = Examples.batch(definition, 6, 3);
    Tensors unknownWord = new Tensors(batch.features().add(1000), batch.mask(), batch.labels());
    assertThrows(RuntimeException.class, () -> used.gradient(unknownWord, 1));
    expectSame(fresh, result(used, 6), "after an exception");
  }

  @Test
  void threadsGiveTheSameBytes() throws Exception {
    for (var entry : Examples.definitions().entrySet()) {
      Network moved = Network.create(entry.getValue());
      Result here = result(moved, 6);
      List<Callable<Result>> tasks = new ArrayList<>();
      tasks.add(() -> result(moved, 6));
      for (int i = 0; i < 3; i++) {
        tasks.add(() -> result(Network.create(entry.getValue()), 6));
      }
      for (Result there : onThreads(tasks)) {
        expectSame(here, there, entry.getKey());
      }
    }
  }

  @Test
  void dropoutDependsOnItsSeedAlone() {
    for (String name :
        List.of("mlp", "lenet", "text-cnn", "text-lstm LAST", "gpt", "transformer")) {
      NetworkDefinition definition = Examples.definitions(0.5).get(name);
      Network network = Network.create(definition);
      Tensors batch = Examples.batch(definition, 6, 3);
      float[] first = gradient(network, batch, 1);
      float[] second = gradient(network, batch, 2);
      assertFalse(Arrays.equals(first, second), name);
      assertArrayEquals(first, gradient(network, batch, 1), name);
      assertArrayEquals(second, gradient(network, batch, 2), name);
    }
  }

  private static float[] gradient(Network network, Tensors batch, long dropoutSeed) {
    network.gradient(batch, dropoutSeed);
    return Gradients.of(network);
  }

  private static <T> List<T> onThreads(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
