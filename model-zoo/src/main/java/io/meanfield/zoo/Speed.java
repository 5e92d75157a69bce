package io.meanfield.zoo;

import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Precision;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges a network's layers for fast ones, and says once which ones stay. Thread-safe. */
final class Speed {
  private static final Logger LOG = LoggerFactory.getLogger(Speed.class);
  private static final Set<List<String>> SAID = ConcurrentHashMap.newKeySet();

  private Speed() {}

  static void up(StockNetwork network, Precision precision) {
    Kernels kernels = Kernels.of(network.dataType(), precision);
    if (kernels == Kernels.reference()) {
      return;
    }
    List<String> stock = network.accelerate(kernels);
    if (!stock.isEmpty() && SAID.add(stock)) {
      LOG.info("Layers that stay stock Deeplearning4j: {}", String.join(", ", stock));
    }
  }
}
