package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * How the images of a column are stored: as files of images, or as pixels in the manner of Spark's
 * data source {@code image} (blue, green, red, row by row, as OpenCV has them).
 *
 * @param fields of a group, or the column itself
 */
record ImageColumn(Layout layout, String column, List<Field> fields) {
  private static final String BYTES = "bytes";

  /** What the bytes are. */
  enum Layout {
    FILE,
    PIXELS
  }

  /**
   * One of the columns that Parquet stores the image in.
   *
   * @param name of the field
   * @param path from the root of the schema
   */
  record Field(String name, List<String> path, ParquetType.Values values) {}

  /** The image that the type of a column holds, if it is one. */
  static Optional<ImageColumn> of(Type type) {
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      return Optional.empty();
    }
    if (type.isPrimitive()) {
      return isBytes(type) ? Optional.of(file(type.getName(), List.of())) : Optional.empty();
    }
    GroupType group = type.asGroupType();
    if (has(group, BYTES, PrimitiveTypeName.BINARY)) {
      return Optional.of(file(type.getName(), List.of(BYTES)));
    }
    boolean isPixels =
        has(group, "data", PrimitiveTypeName.BINARY)
            && List.of("height", "width", "nChannels").stream()
                .allMatch(name -> has(group, name, PrimitiveTypeName.INT32));
    return isPixels ? Optional.of(pixels(type.getName())) : Optional.empty();
  }

  private static boolean has(GroupType group, String name, PrimitiveTypeName type) {
    return group.containsField(name)
        && group.getType(name).isPrimitive()
        && !group.getType(name).isRepetition(Type.Repetition.REPEATED)
        && group.getType(name).asPrimitiveType().getPrimitiveTypeName() == type;
  }

  private static boolean isBytes(Type type) {
    return type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
  }

  private static ImageColumn file(String column, List<String> below) {
    List<String> path = Stream.concat(Stream.of(column), below.stream()).toList();
    return new ImageColumn(
        Layout.FILE, column, List.of(new Field(BYTES, path, ColumnReader::getBinary)));
  }

  private static ImageColumn pixels(String column) {
    return new ImageColumn(
        Layout.PIXELS,
        column,
        List.of(
            new Field("height", List.of(column, "height"), ColumnReader::getInteger),
            new Field("width", List.of(column, "width"), ColumnReader::getInteger),
            new Field("nChannels", List.of(column, "nChannels"), ColumnReader::getInteger),
            new Field("data", List.of(column, "data"), ColumnReader::getBinary)));
  }

  /**
   * The image of a row.
   *
   * @param row by the names of the fields
   */
  Pixels read(Map<String, ColumnCursor> row, ImageDecoder decoder) throws BadRecordException {
    return switch (layout) {
      case FILE -> decoder.decode(((Binary) value(row, BYTES)).getBytes());
      case PIXELS ->
          OpenCvPixels.toRgb(
              (int) value(row, "height"),
              (int) value(row, "width"),
              (int) value(row, "nChannels"),
              ((Binary) value(row, "data")).getBytes());
    };
  }

  private Object value(Map<String, ColumnCursor> row, String field) throws BadRecordException {
    return row.get(field)
        .value()
        .orElseThrow(
            () -> new BadRecordException("expected an image in %s, found null".formatted(column)));
  }
}
