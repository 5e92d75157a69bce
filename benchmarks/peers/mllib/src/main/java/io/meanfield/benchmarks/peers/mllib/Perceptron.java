package io.meanfield.benchmarks.peers.mllib;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Trains 784-256-10 with Spark's MultilayerPerceptronClassifier on two threads of one process, by
 * l-bfgs: every iteration sees all rows. It can only be asked for a number of iterations, so it
 * begins anew with more and more of them and prints a line each time: {@code peer SECONDS SAMPLES
 * ACCURACY} of that time alone, accuracy on the test file. Files hold rows of 32-bit floats: a
 * label, then pixels.
 */
public final class Perceptron {
  private static final int PIXELS = 784;
  private static final int[] LAYERS = {PIXELS, 256, 10};
  private static final int ITERATIONS_MORE = 10;

  private Perceptron() {}

  /** Arguments: training file, test file, most iterations, accuracy. */
  public static void main(String[] args) throws IOException {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("mllib")
            .config("spark.ui.enabled", "false")
            .getOrCreate();
    Dataset<Row> train = read(spark, Path.of(args[0]));
    Dataset<Row> test = read(spark, Path.of(args[1]));
    int maxIterations = Integer.parseInt(args[2]);
    for (int iterations = ITERATIONS_MORE;
        iterations <= maxIterations;
        iterations += ITERATIONS_MORE) {
      var classifier =
          new MultilayerPerceptronClassifier()
              .setLayers(LAYERS)
              .setSeed(1)
              .setTol(1e-12)
              .setMaxIter(iterations);
      long start = System.nanoTime();
      MultilayerPerceptronClassificationModel model = classifier.fit(train);
      double seconds = (System.nanoTime() - start) / 1e9;
      double accuracy =
          new MulticlassClassificationEvaluator()
              .setMetricName("accuracy")
              .evaluate(model.transform(test));
      System.out.printf(
          Locale.ROOT, "peer %.3f %d %.4f%n", seconds, iterations * train.count(), accuracy);
      if (accuracy >= Double.parseDouble(args[3])) {
        break;
      }
    }
    spark.stop();
  }

  private static Dataset<Row> read(SparkSession spark, Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      FloatBuffer values = channel.map(MapMode.READ_ONLY, 0, channel.size()).asFloatBuffer();
      while (values.hasRemaining()) {
        double label = values.get();
        double[] features = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
          features[i] = values.get();
        }
        rows.add(RowFactory.create(label, Vectors.dense(features)));
      }
    }
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    Dataset<Row> data = spark.createDataFrame(rows, schema).repartition(2).cache();
    data.count();
    return data;
  }
}
