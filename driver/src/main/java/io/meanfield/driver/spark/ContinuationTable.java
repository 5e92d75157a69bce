package io.meanfield.driver.spark;

import io.meanfield.worker.protocol.Continued;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Continuations of texts as rows: file, record, what follows its text, and what was wrong with a
 * record that could not be read.
 */
final class ContinuationTable {
  private ContinuationTable() {}

  static StructType schema() {
    return new StructType()
        .add("file", DataTypes.StringType)
        .add("record", DataTypes.LongType)
        .add("continuation", DataTypes.StringType)
        .add("problem", DataTypes.StringType);
  }

  static Row row(Continued continued) {
    boolean isReadable = continued.problem().isEmpty();
    return RowFactory.create(
        continued.file(),
        continued.record(),
        isReadable ? continued.text() : null,
        isReadable ? null : continued.problem());
  }
}
