package io.meanfield.zoo;

import io.meanfield.zoo.kernel.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A Deeplearning4j network whose parameters and gradients are flat vectors. It never trains itself
 * and keeps no optimizer state. Every result is a function of the parameters and the arguments, not
 * of earlier calls.
 *
 * <p>Used by one thread at a time.
 */
public final class Network {
  static {
    // read as ND4J starts; of another backend than the CPU's it is set before
    System.getProperties().putIfAbsent("opexec", FencedExecutioner.class.getName());
  }

  private final NetworkDefinition definition;
  private final StockNetwork stock;
  private final InputAdapter adapter;
  private final ParameterLayout layout;
  private int numLosses;

  private Network(NetworkDefinition definition, StockNetwork stock, Precision precision) {
    this.definition = definition;
    this.stock = stock;
    Speed.up(stock, precision);
    this.adapter = InputAdapter.of(definition.input(), stock);
    this.layout = LayoutReader.layout(stock);
  }

  /** A network with initial parameters that depend on nothing but the definition. */
  public static Network create(NetworkDefinition definition) {
    return create(definition, Precision.F32);
  }

  /**
   * A network with initial parameters that depend on nothing but the definition.
   *
   * @param precision of its products; 32 bits where the CPU has no others
   */
  public static Network create(NetworkDefinition definition, Precision precision) {
    StockNetwork stock = StockNetwork.build(definition.kind(), definition.json());
    return new Network(definition, stock, precision);
  }

  /**
   * Reads what {@link #save} or Deeplearning4j's ModelSerializer wrote.
   *
   * @throws IOException if it is no complete Deeplearning4j zip
   * @throws IllegalArgumentException if the network does not fit the shapes
   */
  public static Network load(InputStream in, InputShape input, OutputShape output)
      throws IOException {
    StockNetwork stock = ZippedNetwork.read(in);
    NetworkDefinition definition = new NetworkDefinition(stock.kind(), stock.json(), input, output);
    Network network = new Network(definition, stock, Precision.F32);
    new FitCheck(network).run();
    return network;
  }

  public NetworkDefinition definition() {
    return definition;
  }

  public ParameterLayout layout() {
    return layout;
  }

  public int numParameters() {
    return layout.length();
  }

  /** A copy of the flat vector of {@link #layout()}. */
  public float[] parameters() {
    float[] values = new float[numParameters()];
    floats(stock.parameters()).get(values);
    return values;
  }

  /**
   * @param values the flat vector of {@link #layout()}
   */
  public void setParameters(float[] values) {
    expectLength(values);
    INDArray parameters = stock.parameters();
    floats(parameters).put(values);
    Nd4j.getAffinityManager().tagLocation(parameters, Location.HOST);
  }

  /**
   * The vectors of its words.
   *
   * @throws IllegalArgumentException if it reads no token sequences
   */
  public WordEmbedding embedding() {
    if (!(definition.input() instanceof InputShape.Sequence)) {
      throw new IllegalArgumentException(
          "expected a network for token sequences, found one for " + definition.input().describe());
    }
    return new WordEmbedding(stock.holders().get(0).trainable().paramTable(false).get("W"));
  }

  /**
   * Tries a batch of texts that are all shorter than the longest there may be.
   *
   * @throws IllegalArgumentException if it cannot read them
   */
  public void requireShorterTexts() {
    new FitCheck(this).runShorter();
  }

  /**
   * Forward and backward in training mode.
   *
   * @param dropoutSeed decides alone about what is random in this call
   * @return loss averaged over the examples, or their steps with {@link Head#TOKENS}, without
   *     regularisation terms
   * @throws IllegalArgumentException if the batch has other shapes than the definition
   */
  public double gradient(Tensors batch, long dropoutSeed) {
    Inputs inputs = adapter.inputs(batch);
    INDArray labels = labels(batch, inputs);
    numLosses = isOfSteps() ? numSteps(batch, inputs.lastMask()) : batch.size();
    Nd4j.getRandom().setSeed(dropoutSeed);
    double lossOfExample = stock.gradient(inputs, labels);
    return lossOfExample * batch.size() / numLosses;
  }

  /**
   * Lets someone follow the backward pass, in every later call of {@link #gradient} and on its
   * thread. To be called once.
   *
   * @param finishedFrom takes an offset in the flat vector from which on the gradients are final,
   *     each time a smaller one; it need not be 0 in the end
   */
  public void watchGradients(IntConsumer finishedFrom) {
    stock.watch(finishedFrom);
  }

  /**
   * The flat vector of {@link #layout()} where the network itself keeps it, to be changed there.
   */
  public FloatBuffer parameterMemory() {
    INDArray parameters = stock.parameters();
    FloatBuffer memory = floats(parameters); // on a GPU copied from there if that is newer
    Nd4j.getAffinityManager().tagLocation(parameters, Location.HOST);
    return memory;
  }

  /**
   * The parameters, to be changed in place, and the gradients of the last call of {@link
   * #gradient}.
   *
   * @throws IllegalStateException if there was no such call
   */
  public FlatMemory memory() {
    if (numLosses == 0) {
      throw new IllegalStateException("expected a call of gradient before memory");
    }
    return new FlatMemory(parameterMemory(), floats(stock.gradients()), numLosses);
  }

  /**
   * Forward in inference mode.
   *
   * @return [batch, outputs], or [batch, time, outputs] with {@link Head#TOKENS}, in row-major
   *     order: probabilities, or numbers for a linear head
   * @throws IllegalArgumentException if the batch has other shapes than the definition
   */
  public INDArray output(Tensors batch) {
    INDArray output = stock.output(adapter.inputs(batch));
    INDArray named = isOfSteps() ? output.permute(0, 2, 1) : output;
    return Shape.hasDefaultStridesForShape(named) ? named : named.dup('c');
  }

  /** Writes an ordinary Deeplearning4j zip and leaves the stream open. */
  public void save(OutputStream out) throws IOException {
    ModelSerializer.writeModel(stock.model(), out, false);
  }

  StockNetwork stock() {
    return stock;
  }

  private static FloatBuffer floats(INDArray vector) {
    return vector.data().asNioFloat();
  }

  private void expectLength(float[] values) {
    if (values.length != numParameters()) {
      throw new IllegalArgumentException(
          "expected %d parameters, found %d".formatted(numParameters(), values.length));
    }
  }

  private boolean isOfSteps() {
    return definition.output().head() == Head.TOKENS;
  }

  private static int numSteps(Tensors batch, INDArray mask) {
    return mask == null ? Math.toIntExact(batch.labels().length()) : mask.sumNumber().intValue();
  }

  /** As Deeplearning4j wants them: [batch, outputs] or [batch, 1, time]. */
  private INDArray labels(Tensors batch, Inputs inputs) {
    INDArray labels = batch.labels();
    long columns = isOfSteps() ? inputs.last().size(1) : definition.output().size();
    if (labels == null
        || labels.rank() != 2
        || labels.size(0) != batch.size()
        || labels.size(1) != columns) {
      throw new IllegalArgumentException(
          "expected labels of shape [%d, %d], found %s"
              .formatted(
                  batch.size(),
                  columns,
                  labels == null ? "none" : Arrays.toString(labels.shape())));
    }
    return isOfSteps() ? labels.reshape('c', batch.size(), 1, columns) : labels;
  }
}
