package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The columns of a file, and what they are found to be. */
record ParquetSchema(String file, MessageType schema) {

  /**
   * The types of the columns that are no image.
   *
   * @throws DataException if a column is not there or of a type that is not for its use
   */
  Map<String, ParquetType> types(Projection projection) {
    Map<String, ParquetType> types = new LinkedHashMap<>();
    ParquetUse.of(projection).forEach((name, use) -> types.put(name, type(name, use)));
    return types;
  }

  private ParquetType type(String name, ParquetUse use) {
    Type found = field(name);
    return Optional.of(found)
        .filter(type -> type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED))
        .flatMap(type -> ParquetType.of(type.asPrimitiveType()))
        .filter(use::takes)
        .orElseThrow(() -> unexpected(use.inWords(), found));
  }

  /**
   * How the images of a column are stored.
   *
   * @throws DataException if the column is not there or no image
   */
  ImageColumn image(String name) {
    Type found = field(name);
    return ImageColumn.of(found).orElseThrow(() -> unexpected("the bytes of images", found));
  }

  private Type field(String name) {
    if (!schema.containsField(name)) {
      List<String> names = schema.getFields().stream().map(Type::getName).toList();
      throw new DataException(file + ": " + MissingColumn.message(name, names));
    }
    return schema.getType(name);
  }

  private DataException unexpected(String expected, Type found) {
    return new DataException(
        "%s: expected %s in the column %s, found the type \"%s\": correct dataset.source.columns"
            .formatted(file, expected, found.getName(), inWords(found)));
  }

  /** The type on one line. */
  private static String inWords(Type type) {
    StringBuilder words = new StringBuilder();
    type.writeToStringBuilder(words, "");
    return words.toString().replaceAll("\\s+", " ").strip();
  }
}
