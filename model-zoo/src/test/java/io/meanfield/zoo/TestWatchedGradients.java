package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the backward pass says is final stays as it is, and saying so changes nothing. */
@Tag("unit")
class TestWatchedGradients {

  @Test
  void gradientsAreFinalWhenTheyAreSaidToBe() {
    Examples.definitions().forEach(TestWatchedGradients::check);
  }

  private static void check(String name, NetworkDefinition definition) {
    Tensors batch = Examples.batch(definition, 6, 3);
    Network plain = Network.create(definition);
    double loss = plain.gradient(batch, 5);
    float[] expected = sums(plain);

    Network watched = Network.create(definition);
    float[] seen = new float[expected.length];
    List<Integer> offsets = new ArrayList<>(List.of(expected.length));
    watched.watchGradients(
        from -> {
          FloatBuffer gradients = watched.memory().gradients();
          int end = offsets.get(offsets.size() - 1);
          assertTrue(from < end, name + ": " + from + " after " + offsets);
          gradients.get(from, seen, from, end - from);
          offsets.add(from);
        });
    assertEquals(loss, watched.gradient(batch, 5), name);
    int last = offsets.get(offsets.size() - 1);
    assertArrayEquals(tail(expected, last), tail(seen, last), name);
    assertArrayEquals(expected, sums(watched), name);
    boolean hasHiddenLayers = new HashSet<>(layers(watched)).size() > 1;
    assertEquals(hasHiddenLayers, last == 0, name + ": " + offsets);
  }

  private static List<String> layers(Network network) {
    return network.layout().segments().stream().map(ParameterLayout.Segment::layer).toList();
  }

  private static float[] sums(Network network) {
    float[] values = new float[network.numParameters()];
    network.memory().gradients().get(0, values);
    return values;
  }

  private static float[] tail(float[] values, int from) {
    return Arrays.copyOfRange(values, from, values.length);
  }
}
