package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.zoo.ParameterLayout.Role;
import io.meanfield.zoo.ParameterLayout.Segment;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestFrozenLayers {

  @Test
  void frozenLayersOfAUsersNetworkStayAsTheyAre() {
    for (NetworkDefinition definition : definitions()) {
      Network network = Network.create(definition);
      network.gradient(Examples.batch(definition, 4, 3), 1);
      float[] gradient = Gradients.of(network);
      assertTrue(gradient[gradient.length - 1] != 0, "the output layer learns");
      List<Segment> segments = network.layout().segments();
      assertEquals(4, segments.size());
      for (Segment segment : segments.subList(0, 2)) {
        assertEquals(Role.FROZEN, segment.role(), segment.toString());
      }
      assertEquals(Role.WEIGHT, segments.get(2).role());
    }
  }

  private static List<NetworkDefinition> definitions() {
    InputShape input = new InputShape.Vector(5);
    DenseLayer dense = new DenseLayer.Builder().nOut(4).build();
    List<NetworkDefinition> all = new ArrayList<>();
    for (Layer frozen : List.of(new FrozenLayer(dense), new FrozenLayerWithBackprop(dense))) {
      var sequential =
          new NeuralNetConfiguration.Builder()
              .list()
              .layer(frozen)
              .layer(StockNets.output())
              .setInputType(InputType.feedForward(5))
              .build();
      all.add(NetworkDefinition.of(sequential, input, Examples.THREE_CLASSES));
      var graph =
          new NeuralNetConfiguration.Builder()
              .graphBuilder()
              .addInputs("input")
              .addLayer("frozen", frozen, "input")
              .addLayer("output", StockNets.output(), "frozen")
              .setOutputs("output")
              .setInputTypes(InputType.feedForward(5))
              .build();
      all.add(NetworkDefinition.of(graph, input, Examples.THREE_CLASSES));
    }
    return all;
  }
}
