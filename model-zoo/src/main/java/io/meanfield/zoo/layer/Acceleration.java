package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Exchanges the layers of a network, after it was initialised, for fast ones with the same
 * parameters. The configuration stays as it is, and so does all that the network saves.
 */
public final class Acceleration {
  private Acceleration() {}

  /**
   * @return the layers that stay stock, as "name (kind)"
   */
  public static List<String> apply(MultiLayerNetwork network, Kernels kernels) {
    Layer[] layers = network.getLayers();
    var conf = network.getLayerWiseConfigurations();
    Exchange exchange = new Exchange(kernels, conf.getDataType());
    List<String> stock = new ArrayList<>();
    for (int i = 0; i < layers.length; i++) {
      boolean meetsRelu =
          i + 1 < layers.length
              && conf.getInputPreProcess(i + 1) == null
              && Exchange.isRelu(layers[i + 1]);
      Optional<Layer> fused = meetsRelu ? exchange.withRelu(layers[i]) : Optional.empty();
      if (fused.isPresent()) {
        layers[i] = fused.get();
        layers[i + 1] = exchange.passing(layers[i + 1]);
        i++;
      } else {
        Optional<Layer> fast = exchange.fast(layers[i]);
        if (fast.isEmpty()) {
          stock.add(describe(layers[i]));
        }
        layers[i] = fast.orElse(layers[i]);
      }
    }
    if (layers[0] instanceof FirstLayer first && conf.getInputPreProcess(0) == null) {
      first.isFirst();
    }
    for (int i = 0; i + 1 < layers.length; i++) {
      if (conf.getInputPreProcess(i + 1) == null) {
        RecurrentExchange.introduce(layers[i], layers[i + 1]);
      }
    }
    forbidChangingInputs(layers);
    network.setLayers(layers);
    return stock;
  }

  /**
   * @return the layers that stay stock, as "name (kind)"
   */
  public static List<String> apply(ComputationGraph network, Kernels kernels) {
    Exchange exchange = new Exchange(kernels, network.getConfiguration().getDataType());
    List<String> stock = new ArrayList<>();
    for (GraphVertex vertex : network.getVertices()) {
      if (vertex instanceof LayerVertex here && !isPassing(here.getLayer())) {
        Optional<LayerVertex> relu = onlyReluAfter(here, network);
        Optional<Layer> fused = relu.flatMap(after -> exchange.withRelu(here.getLayer()));
        if (fused.isPresent()) {
          here.setLayer(fused.get());
          relu.get().setLayer(exchange.passing(relu.get().getLayer()));
        } else {
          exchange
              .fast(here.getLayer())
              .ifPresentOrElse(here::setLayer, () -> stock.add(describe(here.getLayer())));
        }
        if (here.getLayer() instanceof FirstLayer first && readsOnlyInputs(here, network)) {
          first.isFirst();
        }
      }
    }
    FastSum.exchange(network, kernels);
    for (GraphVertex vertex : network.getVertices()) {
      onlyLayerAfter(vertex, network)
          .ifPresent(after -> RecurrentExchange.introduce(vertex.getLayer(), after.getLayer()));
    }
    FastMerge.exchange(network, kernels);
    Layer[] layers = network.getLayers();
    for (int i = 0; i < layers.length; i++) {
      layers[i] = network.getVertex(layers[i].conf().getLayer().getLayerName()).getLayer();
    }
    forbidChangingInputs(layers);
    return stock;
  }

  private static Optional<LayerVertex> onlyReluAfter(LayerVertex vertex, ComputationGraph network) {
    return onlyLayerAfter(vertex, network).filter(next -> Exchange.isRelu(next.getLayer()));
  }

  /** The layer that alone reads what another gives, as it is. */
  private static Optional<LayerVertex> onlyLayerAfter(
      GraphVertex vertex, ComputationGraph network) {
    VertexIndices[] after = vertex.getOutputVertices();
    if (vertex.isOutputVertex() || after == null || after.length != 1) {
      return Optional.empty();
    }
    return network.getVertices()[after[0].getVertexIndex()] instanceof LayerVertex next
            && next.getLayerPreProcessor() == null
        ? Optional.of(next)
        : Optional.empty();
  }

  private static boolean readsOnlyInputs(LayerVertex vertex, ComputationGraph network) {
    return vertex.getLayerPreProcessor() == null
        && Arrays.stream(vertex.getInputVertices())
            .allMatch(from -> network.getVertices()[from.getVertexIndex()].isInputVertex());
  }

  /** Whether what a layer did is done by the one before it. */
  private static boolean isPassing(Layer layer) {
    return layer instanceof FastActivation;
  }

  /** Dropout in place would change what the layer before keeps for its gradient. */
  private static void forbidChangingInputs(Layer[] layers) {
    for (Layer layer : layers) {
      layer.allowInputModification(false);
    }
  }

  private static String describe(Layer layer) {
    String name = layer.conf().getLayer().getLayerName();
    return "%s (%s)"
        .formatted(
            name == null ? layer.getIndex() : name,
            layer.conf().getLayer().getClass().getSimpleName());
  }
}
