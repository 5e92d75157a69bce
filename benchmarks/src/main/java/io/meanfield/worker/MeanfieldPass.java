package io.meanfield.worker;

import io.meanfield.benchmarks.gpu.ModelAnswer;
import io.meanfield.benchmarks.model.ComputeModel;
import io.meanfield.zoo.Network;
import io.meanfield.zoo.Tensors;
import java.nio.FloatBuffer;
import java.util.Optional;

/** One forward and backward pass of a replica's network. Stands in this package for its batches. */
public final class MeanfieldPass {
  private static final long DROPOUT_SEED = 1;

  private MeanfieldPass() {}

  /**
   * What a model answers to its fixed batch, on what this process is prepared for.
   *
   * @param parameters of the network; those it begins with if there are none
   */
  public static ModelAnswer of(ComputeModel model, int batchSize, Optional<float[]> parameters) {
    String kernels = ComputeThreads.kernels();
    Network network = Network.create(MeanfieldModels.define(model));
    parameters.ifPresent(network::setParameters);
    Tensors batch = BatchTensors.of(MeanfieldModels.batch(model, batchSize), network.definition());
    float[] output = network.output(batch).dup('c').data().asFloat();
    double loss = network.gradient(batch, DROPOUT_SEED);
    FloatBuffer gradients = network.memory().gradients();
    float[] gradient = new float[gradients.remaining()];
    gradients.get(gradient);
    return new ModelAnswer(kernels, network.layout(), network.parameters(), loss, output, gradient);
  }
}
