package io.meanfield.zoo.layer;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import io.meanfield.zoo.kernel.Embeddings;
import io.meanfield.zoo.kernel.Kernels;
import io.meanfield.zoo.kernel.Recurrence.Input;
import io.meanfield.zoo.kernel.Recurrence.Places;
import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.feedforward.embedding.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * A vector for each number of a sequence, [batch, time] or [batch, 1, time] to [batch, size, time];
 * without bias and activation. Masked steps, whose mask is 0, are zeros.
 */
final class FastEmbeddingSequence extends EmbeddingSequenceLayer {
  private static final long serialVersionUID = 1;

  private final transient Kernels kernels;
  private boolean isTimeMajor;
  private transient int[] free;

  /** Of the last pass, if it is worth it. */
  private transient Optional<DistinctWords> distinct = Optional.empty();

  private transient Input vectorsRead;
  private transient INDArray output;
  private transient INDArray vectorGradient;

  FastEmbeddingSequence(NeuralNetConfiguration conf, DataType type, Kernels kernels) {
    super(conf, type);
    this.kernels = kernels;
  }

  /** Whether a layer computes what this one does. */
  static boolean fits(org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer conf) {
    return conf.getActivationFn() instanceof ActivationIdentity && !conf.hasBias();
  }

  /** The output shall lie as recurrent layers like it, and not example after example. */
  void isBeforeRecurrence() {
    isTimeMajor = true;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray table = getParam(WEIGHT_KEY);
    INDArray numbers = numbers();
    int[] rows = rows(numbers);
    forget();
    distinct = isTimeMajor ? DistinctWords.of(rows, free()) : Optional.empty();
    INDArray looked;
    if (distinct.isPresent()) {
      DistinctWords words = distinct.get();
      INDArray vectors = gather(table, words.entries(), workspaces);
      vectorsRead =
          new Input(
              TimeMajor.ofRows(vectors, vectors.size(0)),
              new Places(words.places(), numbers.size(0)));
      looked = gather(vectors, words.places(), workspaces);
    } else {
      looked = gather(table, rows, workspaces);
    }
    output = TimeMajor.named(layerConf().getOutputFormat(), sequence(looked, numbers));
    return output;
  }

  private int[] free() {
    if (free == null) {
      free = new int[Math.toIntExact(layerConf().getNIn())];
    }
    return free;
  }

  private INDArray gather(INDArray table, int[] rows, LayerWorkspaceMgr workspaces) {
    INDArray result =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {rows.length, table.size(1)}, 'c');
    kernels.embeddings().gather(table, rows, result);
    return result;
  }

  /** What an output was made of, if that is known and few vectors occur often in it. */
  Optional<Input> vectorsOf(INDArray sequence) {
    return sequence == output ? Optional.ofNullable(vectorsRead) : Optional.empty();
  }

  /** The gradient of {@link #vectorsOf}, instead of that of the output. */
  void take(INDArray gradient) {
    vectorGradient = gradient;
  }

  private void forget() {
    output = null;
    vectorsRead = null;
    vectorGradient = null;
    distinct = Optional.empty();
  }

  @Override
  public void clear() {
    super.clear();
    forget();
  }

  /** [rows, size] as [batch, size, time]; a view. */
  private INDArray sequence(INDArray rows, INDArray numbers) {
    return isTimeMajor
        ? TimeMajor.ofRows(rows, numbers.size(0))
        : rows.reshape('c', numbers.size(0), numbers.size(1), rows.size(1)).permute(0, 2, 1);
  }

  /** The input as [batch, time]. */
  private INDArray numbers() {
    boolean isTold =
        input.rank() == 1 || input.rank() == 2 || input.rank() == 3 && input.size(1) == 1;
    if (!isTold) {
      throw new DL4JInvalidInputException(
          "expected numbers [batch, time] or [batch, 1, time], found %s %s"
              .formatted(Arrays.toString(input.shape()), layerId()));
    }
    INDArray numbers =
        switch (input.rank()) {
          case 1 -> input.reshape(input.length(), 1);
          case 2 -> input;
          default -> input.reshape(input.ordering(), input.size(0), input.size(2));
        };
    if (layerConf().isInferInputLength()) {
      layerConf().setInputLength((int) numbers.size(1));
    }
    if (numbers.size(1) != layerConf().getInputLength()) {
      throw new DL4JInvalidInputException(
          "expected sequences of %d numbers, found %d %s"
              .formatted(layerConf().getInputLength(), numbers.size(1), layerId()));
    }
    return numbers;
  }

  /** Of the table, in the order in which the output lies. */
  private int[] rows(INDArray numbers) {
    int[] rows = inOrder(numbers).data().asInt();
    long entries = layerConf().getNIn();
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] < 0 || rows[i] >= entries) {
        throw new DL4JInvalidInputException(
            "expected numbers in [0, %d), found %d %s".formatted(entries, rows[i], layerId()));
      }
    }
    if (maskArray != null) {
      float[] mask = inOrder(maskArray).data().asFloat();
      for (int i = 0; i < rows.length; i++) {
        rows[i] = mask[i] == 0 ? Embeddings.NONE : rows[i];
      }
    }
    return rows;
  }

  private INDArray inOrder(INDArray matrix) {
    return (isTimeMajor ? matrix.transpose() : matrix).dup('c');
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray gradient = gradientViews.get(WEIGHT_KEY);
    if (vectorGradient != null) {
      INDArray rows = rowsOf(vectorGradient, workspaces);
      kernels.embeddings().scatter(rows, distinct.orElseThrow().entries(), gradient);
      vectorGradient = null;
    } else {
      INDArray sequence = TimeMajor.named(layerConf().getOutputFormat(), epsilon);
      kernels.embeddings().scatter(rowsOf(sequence, workspaces), rows(numbers()), gradient);
    }
    Gradient result = new DefaultGradient();
    result.gradientForVariable().put(WEIGHT_KEY, gradient);
    return new Pair<>(result, null);
  }

  private INDArray rowsOf(INDArray sequence, LayerWorkspaceMgr workspaces) {
    if (isTimeMajor) {
      return TimeMajor.rows(sequence, ArrayType.BP_WORKING_MEM, kernels, workspaces);
    }
    INDArray batchMajor = sequence.permute(0, 2, 1);
    if (!Shape.hasDefaultStridesForShape(batchMajor)) {
      INDArray copy =
          workspaces.createUninitialized(
              ArrayType.BP_WORKING_MEM, dataType, batchMajor.shape(), 'c');
      kernels.elementwise().copy(batchMajor, copy);
      batchMajor = copy;
    }
    return batchMajor.reshape('c', sequence.size(0) * sequence.size(2), sequence.size(1));
  }
}
