package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.meanfield.zoo.Network;
import io.meanfield.zoo.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

@Tag("unit")
class TestWatchedNetwork {
  private static final int SIDE = PatternImages.SIDE;

  private final List<Integer> heard = new ArrayList<>();

  @Test
  void gradientsAreFollowedToTheFirst() {
    gradient(Backend.CPU);
    assertFalse(heard.isEmpty());
    assertEquals(0, heard.get(heard.size() - 1));
  }

  @Test
  void onAGpuNobodyLooksAtGradientsBeforeTheyAreWhole() {
    assertEquals(gradient(Backend.CPU), gradient(Backend.CUDA));
    heard.clear();
    gradient(Backend.CUDA);
    assertEquals(List.of(), heard);
  }

  private double gradient(Backend backend) {
    WatchedNetwork network = new WatchedNetwork(Network.create(SmallRuns.mlp(0)), backend);
    Tensors batch =
        new Tensors(
            Nd4j.linspace(0, 1, 2 * SIDE * SIDE).castTo(Nd4j.dataType()).reshape(2, SIDE, SIDE, 1),
            null,
            Nd4j.eye(3).get(NDArrayIndex.interval(0, 2)));
    return network.gradient(batch, 1, heard::add);
  }
}
