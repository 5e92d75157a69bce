package io.meanfield.zoo.layer;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A causal block with a memory as it is written in papers, number by number in 64 bits. */
final class PlainDecoder {
  private final Layer block;
  private final int numHeads;

  PlainDecoder(Layer block, int numHeads) {
    this.block = block;
    this.numHeads = numHeads;
  }

  /** [batch, width, time] and [batch, width, memory time] to [batch, width, time]. */
  INDArray output(INDArray steps, INDArray memory, INDArray memoryMask) {
    INDArray output = Nd4j.create(DataType.DOUBLE, steps.shape());
    for (int b = 0; b < steps.size(0); b++) {
      double[][] x = rows(steps.slice(b));
      double[][] m = rows(memory.slice(b));
      boolean[] seen = new boolean[m.length];
      for (int s = 0; s < m.length; s++) {
        seen[s] = memoryMask.getDouble(b, s) == 1;
      }
      double[][] result = output(x, m, seen);
      for (int t = 0; t < result.length; t++) {
        for (int i = 0; i < result[t].length; i++) {
          output.putScalar(new int[] {b, i, t}, result[t][i]);
        }
      }
    }
    return output;
  }

  private static double[][] rows(INDArray featuresByTime) {
    return featuresByTime.castTo(DataType.DOUBLE).transpose().dup().toDoubleMatrix();
  }

  private double[][] output(double[][] x, double[][] memory, boolean[] seen) {
    int width = x[0].length;
    double[][] projected = dense(norm(x, "g1", "s1"), "Wqkv", "bqkv");
    double[][] attended = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      boolean[] past = new boolean[x.length];
      Arrays.fill(past, 0, t + 1, true);
      attended[t] =
          attend(
              part(projected, 0, width)[t],
              part(projected, width, width),
              part(projected, 2 * width, width),
              past);
    }
    double[][] first = sum(x, dense(attended, "Wo", "bo"));

    double[][] queries = dense(norm(first, "gm", "sm"), "Wq", "bq");
    double[][] both = dense(memory, "Wkv", "bkv");
    for (int t = 0; t < x.length; t++) {
      attended[t] = attend(queries[t], part(both, 0, width), part(both, width, width), seen);
    }
    double[][] second = sum(first, dense(attended, "Wm", "bm"));

    double[][] wide = dense(norm(second, "g2", "s2"), "W1", "b1");
    for (double[] row : wide) {
      for (int i = 0; i < row.length; i++) {
        double inner = Math.sqrt(2 / Math.PI) * (row[i] + 0.044715 * Math.pow(row[i], 3));
        row[i] = 0.5 * row[i] * (1 + Math.tanh(inner));
      }
    }
    return sum(second, dense(wide, "W2", "b2"));
  }

  private double[][] norm(double[][] rows, String gain, String shift) {
    double[][] result = new double[rows.length][rows[0].length];
    for (int t = 0; t < rows.length; t++) {
      int n = rows[t].length;
      double mean = 0;
      double variance = 0;
      for (double value : rows[t]) {
        mean += value / n;
      }
      for (double value : rows[t]) {
        variance += (value - mean) * (value - mean) / n;
      }
      for (int i = 0; i < n; i++) {
        double normed = (rows[t][i] - mean) / Math.sqrt(variance + 1e-5);
        result[t][i] =
            normed * block.getParam(gain).getDouble(i) + block.getParam(shift).getDouble(i);
      }
    }
    return result;
  }

  private double[][] dense(double[][] rows, String weights, String bias) {
    double[][] w = block.getParam(weights).castTo(DataType.DOUBLE).dup('c').toDoubleMatrix();
    double[][] result = new double[rows.length][w[0].length];
    for (int t = 0; t < rows.length; t++) {
      for (int o = 0; o < w[0].length; o++) {
        result[t][o] = block.getParam(bias).getDouble(o);
        for (int i = 0; i < w.length; i++) {
          result[t][o] += rows[t][i] * w[i][o];
        }
      }
    }
    return result;
  }

  private double[] attend(double[] query, double[][] keys, double[][] values, boolean[] seen) {
    int size = query.length / numHeads;
    double[] result = new double[query.length];
    for (int from = 0; from < query.length; from += size) {
      double[] weights = new double[keys.length];
      double sum = 0;
      for (int k = 0; k < keys.length; k++) {
        double product = 0;
        for (int i = from; i < from + size; i++) {
          product += query[i] * keys[k][i];
        }
        weights[k] = seen[k] ? Math.exp(product / Math.sqrt(size)) : 0;
        sum += weights[k];
      }
      for (int k = 0; k < keys.length; k++) {
        for (int i = from; i < from + size; i++) {
          result[i] += weights[k] / sum * values[k][i];
        }
      }
    }
    return result;
  }

  private static double[][] part(double[][] rows, int from, int width) {
    double[][] part = new double[rows.length][width];
    for (int t = 0; t < rows.length; t++) {
      System.arraycopy(rows[t], from, part[t], 0, width);
    }
    return part;
  }

  private static double[][] sum(double[][] a, double[][] b) {
    double[][] sum = new double[a.length][a[0].length];
    for (int t = 0; t < a.length; t++) {
      for (int i = 0; i < a[t].length; i++) {
        sum[t][i] = a[t][i] + b[t][i];
      }
    }
    return sum;
  }
}
