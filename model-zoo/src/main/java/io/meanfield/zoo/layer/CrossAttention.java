package io.meanfield.zoo.layer;

import io.meanfield.zoo.kernel.Attention.Heads;
import io.meanfield.zoo.kernel.Attention.Reach;
import io.meanfield.zoo.kernel.Attention.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The steps of a sequence attend to those of another one, the memory. Keys and values of the memory
 * are computed once when sequences are told step by step.
 */
final class CrossAttention extends AttentionBranch {
  private static final String GAIN = "gm";
  private static final String SHIFT = "sm";
  private static final Dense QUERIES = new Dense("Wq", "bq");
  private static final Dense KEYS_AND_VALUES = new Dense("Wkv", "bkv");
  private static final Dense OUTPUT = new Dense("Wm", "bm");
  private static final String KEPT_MEMORY = "memory";
  private static final String KEPT_MASK = "memory mask";

  private final Map<String, INDArray> states;
  private INDArray memory;
  private INDArray mask;
  private INDArray operand;
  private INDArray memoryGradient;

  /**
   * @param states of the layer
   */
  CrossAttention(TransformerLayer layer, Map<String, INDArray> states) {
    super(layer, GAIN, SHIFT, OUTPUT);
    this.states = states;
  }

  static List<Part> parts(long width) {
    return List.of(
        Part.gain(GAIN, width),
        Part.bias(SHIFT, width),
        Part.weights(QUERIES.weights(), width, width),
        Part.bias(QUERIES.bias(), width),
        Part.weights(KEYS_AND_VALUES.weights(), width, 2 * width),
        Part.bias(KEYS_AND_VALUES.bias(), 2 * width),
        Part.weights(OUTPUT.weights(), width, width),
        Part.bias(OUTPUT.bias(), width));
  }

  /**
   * @param newMemory [batch, width, memory time], in the layer's format
   */
  void read(INDArray newMemory) {
    memory = newMemory;
  }

  /**
   * @param newMask [batch, memory time], or null
   */
  void mask(INDArray newMask) {
    mask = newMask;
  }

  INDArray forward(INDArray rows, long past, boolean training, LayerWorkspaceMgr mgr) {
    INDArray normed = norm(rows, training, mgr);
    INDArray queries = layer.create(place(training), mgr, rows.shape());
    dense(normed, QUERIES, queries);
    boolean isKept = layer.isStepping() && past > 0;
    INDArray projected = isKept ? states.get(KEPT_MEMORY) : project(training, mgr);
    INDArray seen = isKept ? states.get(KEPT_MASK) : mask;
    if (layer.isStepping() && !isKept) {
      keep(projected);
    }
    Rule rule = new Rule(Reach.ALL, seen, newDropout(training));
    return attend(heads(queries, projected), rule, rows, training, mgr);
  }

  /** Keys and values of the memory, [batch * memory time, 2 * width]. */
  private INDArray project(boolean training, LayerWorkspaceMgr mgr) {
    INDArray rows = layer.rows(checked(), place(training), mgr);
    operand = Operands.of(rows, place(training), kernels, mgr);
    INDArray projected = layer.create(place(training), mgr, rows.size(0), 2 * rows.size(1));
    dense(operand, KEYS_AND_VALUES, projected);
    return projected;
  }

  private INDArray checked() {
    long width = layer.layerConf().getNOut();
    boolean fits =
        memory != null
            && memory.rank() == 3
            && memory.size(0) == layer.batch()
            && layer.channelsFirst(memory).size(1) == width;
    if (!fits) {
      throw new DL4JInvalidInputException(
          "expected a memory [%d, %d, time] from a second input of a graph, found %s %s"
              .formatted(
                  layer.batch(),
                  width,
                  memory == null ? "none" : Arrays.toString(layer.channelsFirst(memory).shape()),
                  layer.where()));
    }
    return memory;
  }

  private void keep(INDArray projected) {
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      states.put(KEPT_MEMORY, projected.dup('c'));
      if (mask != null) {
        states.put(KEPT_MASK, mask.dup());
      }
    }
  }

  private Heads heads(INDArray queries, INDArray projected) {
    return new Heads(heads(queries, 0), heads(projected, 0), heads(projected, 1));
  }

  INDArray backward(INDArray gradient, LayerWorkspaceMgr mgr) {
    INDArray queries = layer.create(ArrayType.BP_WORKING_MEM, mgr, gradient.shape());
    long memoryRows = operand.size(0);
    long width = operand.size(1);
    INDArray projected = layer.create(ArrayType.BP_WORKING_MEM, mgr, memoryRows, 2 * width);
    attendGradient(gradient, heads(queries, projected), mgr);
    INDArray ofMemory = layer.create(ArrayType.ACTIVATION_GRAD, mgr, memoryRows, width);
    denseGradients(KEYS_AND_VALUES, operand, projected, ofMemory, mgr);
    memoryGradient = layer.sequence(ofMemory);
    INDArray normed = layer.create(ArrayType.BP_WORKING_MEM, mgr, gradient.shape());
    denseGradients(QUERIES, normed(), queries, normed, mgr);
    INDArray below = layer.create(ArrayType.BP_WORKING_MEM, mgr, gradient.shape());
    normGradient(normed, gradient, below);
    return below;
  }

  /** The gradient of the memory that the last {@link #backward} found, as the memory is named. */
  INDArray memoryGradient() {
    return memoryGradient;
  }

  @Override
  void forget() {
    super.forget();
    memory = null;
    mask = null;
    operand = null;
    memoryGradient = null;
  }
}
