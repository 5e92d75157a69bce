package io.meanfield.worker;

import io.meanfield.datasets.Batch;
import io.meanfield.zoo.Tensors;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sees the memory of a batch as arrays, without a copy. */
final class BatchTensors {
  private BatchTensors() {}

  static Tensors of(Batch batch) {
    return new Tensors(
        wrap(batch.features(), batch.featureShape()),
        batch.mask().map(mask -> wrap(mask, batch.size(), batch.featureShape()[1])).orElse(null),
        batch.labels().map(labels -> wrap(labels, batch.size(), batch.numLabels())).orElse(null));
  }

  private static INDArray wrap(FloatBuffer values, long... shape) {
    long length = values.remaining();
    DataBuffer buffer =
        Nd4j.createBuffer(
            new FloatPointer(values), length, org.nd4j.linalg.api.buffer.DataType.FLOAT);
    return Nd4j.create(buffer, shape);
  }
}
