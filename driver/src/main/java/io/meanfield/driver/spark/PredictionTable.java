package io.meanfield.driver.spark;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.transform.TokenizedPair;
import io.meanfield.datasets.transform.Transform;
import io.meanfield.worker.protocol.Prediction;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Predictions as rows: file, record, then for classes the likeliest label and a probability a class
 * (p_NAME), for targets a number a target, for texts to translate the translation, and last what
 * was wrong with a record that could not be read.
 */
record PredictionTable(Labels labels, Transform transform) implements Serializable {

  StructType schema() {
    StructType schema =
        new StructType().add("file", DataTypes.StringType).add("record", DataTypes.LongType);
    if (labels instanceof Labels.Classes) {
      schema = schema.add("label", DataTypes.StringType);
    }
    for (String name : labels.names()) {
      String column = labels instanceof Labels.Classes ? "p_" + name : name;
      schema = schema.add(column, DataTypes.FloatType);
    }
    if (transform instanceof TokenizedPair) {
      schema = schema.add("translation", DataTypes.StringType);
    }
    return schema.add("problem", DataTypes.StringType);
  }

  Row row(Prediction prediction) {
    boolean isReadable = prediction.problem().isEmpty();
    List<Object> cells = new ArrayList<>();
    cells.add(prediction.file());
    cells.add(prediction.record());
    if (labels instanceof Labels.Classes) {
      cells.add(isReadable ? labels.names().get(largest(prediction.outputs())) : null);
    }
    for (int i = 0; i < labels.names().size(); i++) {
      cells.add(isReadable ? prediction.outputs()[i] : null);
    }
    if (transform instanceof TokenizedPair pair) {
      cells.add(isReadable ? translation(pair, prediction.outputs()) : null);
    }
    cells.add(isReadable ? null : prediction.problem());
    return RowFactory.create(cells.toArray());
  }

  private static String translation(TokenizedPair pair, float[] tokens) {
    int[] numbers = new int[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      numbers[i] = (int) tokens[i];
    }
    return pair.tokenizer().text(numbers);
  }

  private static int largest(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
