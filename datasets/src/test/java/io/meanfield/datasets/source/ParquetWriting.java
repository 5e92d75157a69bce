package io.meanfield.datasets.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes Parquet files with the example writer of parquet-hadoop. */
record ParquetWriting(Path folder) {

  /** Fills a row in. */
  @FunctionalInterface
  interface Rows {
    void fill(int row, Group group);
  }

  /**
   * A file of rows.
   *
   * @param columns as Parquet's own language writes them, such as {@code optional int32 a;}
   */
  String write(String name, String columns, int numRows, Rows rows) throws IOException {
    return write(name, columns, writer -> writer, numRows, rows);
  }

  /**
   * The same with settings of the writer.
   *
   * @param settings changes what is set
   */
  String write(
      String name,
      String columns,
      UnaryOperator<ExampleParquetWriter.Builder> settings,
      int numRows,
      Rows rows)
      throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message rows { " + columns + " }");
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ExampleParquetWriter.Builder writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(new Configuration(false))
            .withType(schema)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE);
    try (ParquetWriter<Group> out = settings.apply(writer).build()) {
      for (int row = 0; row < numRows; row++) {
        SimpleGroup group = new SimpleGroup(schema);
        rows.fill(row, group);
        out.write(group);
      }
    }
    return file.toString();
  }

  /** The records of a file in words. */
  static List<String> words(Columns columns, String file) throws IOException {
    return RawFiles.inWords(read(columns, file));
  }

  static List<RawResult> read(Columns columns, String... files) throws IOException {
    return RawFiles.read(new ParquetSource(List.of(files), List.of(), columns));
  }

  /** Columns of numbers and the target y. */
  static Columns numbers(List<String> numbers, List<String> missing) {
    return new Columns(
        "", "", "", numbers, List.of(), List.of(), List.of(), "", List.of("y"), missing);
  }
}
