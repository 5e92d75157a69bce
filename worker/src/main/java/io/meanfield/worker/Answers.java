package io.meanfield.worker;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.transform.text.TokenNumbers;
import io.meanfield.worker.protocol.PredictSpec;
import io.meanfield.zoo.Network;
import io.meanfield.zoo.Translation;

/** What a trained network says of examples. Used by one thread. */
@FunctionalInterface
interface Answers {

  /**
   * A row an example: outputs, targets in their own units, or the numbers of a translation's
   * tokens.
   */
  float[][] to(Batch batch);

  static Answers of(PredictSpec spec) {
    Network network = Network.create(spec.network());
    network.setParameters(spec.parameters());
    if (spec.transform().features() instanceof Features.TokenPair pair) {
      Translation translation = new Translation(network);
      return batch ->
          numbers(translation.of(BatchTensors.whole(batch), TokenNumbers.FIRST, pair.mark()));
    }
    return batch -> outputs(network, spec.labels(), batch);
  }

  private static float[][] outputs(Network network, Labels labels, Batch batch) {
    float[][] outputs =
        network.output(BatchTensors.of(batch, network.definition())).toFloatMatrix();
    if (labels instanceof Labels.Targets targets) {
      for (float[] row : outputs) {
        targets.unscale(row);
      }
    }
    return outputs;
  }

  private static float[][] numbers(int[][] words) {
    float[][] rows = new float[words.length][];
    for (int i = 0; i < words.length; i++) {
      rows[i] = new float[words[i].length];
      for (int t = 0; t < words[i].length; t++) {
        rows[i][t] = words[i][t];
      }
    }
    return rows;
  }
}
