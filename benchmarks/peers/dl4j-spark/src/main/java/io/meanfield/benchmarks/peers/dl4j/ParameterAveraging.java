package io.meanfield.benchmarks.peers.dl4j;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Trains 784-256-10 by Deeplearning4j's parameter averaging on two threads of one process, and
 * prints a line an epoch: {@code peer SECONDS SAMPLES ACCURACY}, seconds and samples of all epochs
 * so far, accuracy on the test file. Files hold rows of 32-bit floats: a label, then pixels.
 */
public final class ParameterAveraging {
  private static final int PIXELS = 784;
  private static final int CLASSES = 10;
  private static final int BATCH = 64;
  private static final int WORKERS = 2;

  private ParameterAveraging() {}

  /** Arguments: training file, test file, batches between averages, epochs. */
  public static void main(String[] args) throws IOException {
    List<DataSet> train = read(Path.of(args[0]));
    List<DataSet> test = read(Path.of(args[1]));
    SparkConf conf =
        new SparkConf()
            .setMaster("local[" + WORKERS + "]")
            .setAppName("dl4j-spark")
            .set("spark.ui.enabled", "false");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      JavaRDD<DataSet> data =
          spark.parallelize(train, WORKERS).persist(StorageLevel.MEMORY_ONLY());
      data.count();
      var master =
          new ParameterAveragingTrainingMaster.Builder(WORKERS, BATCH)
              .batchSizePerWorker(BATCH)
              .averagingFrequency(Integer.parseInt(args[2]))
              .workerPrefetchNumBatches(2)
              .storageLevel(StorageLevel.MEMORY_ONLY())
              .build();
      SparkDl4jMultiLayer network = new SparkDl4jMultiLayer(spark, network(), master);
      double seconds = 0;
      long samples = 0;
      for (int epoch = 1; epoch <= Integer.parseInt(args[3]); epoch++) {
        long start = System.nanoTime();
        network.fit(data);
        seconds += (System.nanoTime() - start) / 1e9;
        samples += (long) BATCH * train.size();
        double accuracy =
            network.getNetwork().evaluate(new ListDataSetIterator<>(test, BATCH)).accuracy();
        System.out.printf(Locale.ROOT, "peer %.3f %d %.4f%n", seconds, samples, accuracy);
      }
    }
    System.exit(0); // libraries leave threads behind
  }

  private static MultiLayerConfiguration network() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .weightInit(WeightInit.XAVIER)
        .updater(new Adam(1e-3))
        .list()
        .layer(new DenseLayer.Builder().nIn(PIXELS).nOut(256).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(256)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }

  /** Whole batches; what is left over is left out. */
  private static List<DataSet> read(Path file) throws IOException {
    List<DataSet> batches = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      FloatBuffer values = channel.map(MapMode.READ_ONLY, 0, channel.size()).asFloatBuffer();
      while (values.remaining() >= BATCH * (PIXELS + 1)) {
        float[][] features = new float[BATCH][PIXELS];
        INDArray labels = Nd4j.zeros(BATCH, CLASSES);
        for (int row = 0; row < BATCH; row++) {
          labels.putScalar(row, (int) values.get(), 1);
          values.get(features[row]);
        }
        batches.add(new DataSet(Nd4j.create(features), labels));
      }
    }
    return batches;
  }
}
