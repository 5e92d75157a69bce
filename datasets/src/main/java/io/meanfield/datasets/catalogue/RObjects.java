package io.meanfield.datasets.catalogue;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Vectors and lists as R serialises them: XDR, versions 2 and 3 ("R Internals", section 1.8). What
 * data frames have none of, such as functions, is refused. Used by one thread.
 */
final class RObjects {
  private static final int XDR = 'X' << 8 | '\n';
  private static final int HAS_ATTRIBUTES = 1 << 9;
  private static final int HAS_TAG = 1 << 10;
  private static final int IS_LATIN_1 = 1 << 14;

  private final ByteBuffer in; // big-endian, as XDR is
  private final List<RVector> symbols = new ArrayList<>();

  private RObjects(ByteBuffer in) {
    this.in = in;
  }

  /**
   * @throws IOException if they are no value of R, or one of another kind
   */
  static RVector read(byte[] serialized) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(serialized);
    try {
      int magic = in.getShort();
      int version = in.getInt();
      if (magic != XDR || version < 2 || version > 3) {
        throw new IOException("expected a value of R in XDR of version 2 or 3, found another file");
      }
      in.getLong(); // versions of R
      RObjects objects = new RObjects(in);
      if (version == 3) {
        objects.text(in.getInt(), StandardCharsets.US_ASCII); // the name of a charset
      }
      return objects.next();
    } catch (BufferUnderflowException e) {
      throw new IOException("expected a whole value of R, found its end after " + in.limit(), e);
    }
  }

  private RVector next() throws IOException {
    int flags = in.getInt();
    return switch (flags & 0xff) {
      case 254 -> RVector.NULL;
      case 255 -> reference(flags >>> 8 == 0 ? in.getInt() : flags >>> 8);
      case 1 -> symbol();
      case 2 -> RVector.NULL.with(pairs(flags));
      case 9 -> RVector.ofCells(List.of(text(flags)));
      case 10, 13 -> vector(flags, this::integer);
      case 14 -> vector(flags, this::real);
      case 16 -> vector(flags, () -> next().cells().get(0));
      case 19 -> list(flags);
      default ->
          throw new IOException(
              "expected a vector or a list of R, found a value of type %d".formatted(flags & 0xff));
    };
  }

  private RVector symbol() throws IOException {
    RVector symbol = next();
    symbols.add(symbol);
    return symbol;
  }

  private RVector reference(int number) throws IOException {
    if (number < 1 || number > symbols.size()) {
      throw new IOException("expected a symbol of R, found a reference to none: " + number);
    }
    return symbols.get(number - 1);
  }

  private Map<String, RVector> pairs(int first) throws IOException {
    Map<String, RVector> pairs = new HashMap<>();
    int flags = first;
    while ((flags & 0xff) == 2) {
      if ((flags & HAS_ATTRIBUTES) != 0) {
        next();
      }
      String name = (flags & HAS_TAG) != 0 ? next().cells().get(0) : "";
      pairs.put(name, next());
      flags = in.getInt();
    }
    return pairs;
  }

  private Map<String, RVector> attributes(int flags) throws IOException {
    return (flags & HAS_ATTRIBUTES) != 0 ? next().attributes() : Map.of();
  }

  /** Reads a cell. */
  private interface CellReader {
    String next() throws IOException;
  }

  private RVector vector(int flags, CellReader cell) throws IOException {
    int length = length();
    List<String> cells = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      cells.add(cell.next());
    }
    return RVector.ofCells(cells).with(attributes(flags));
  }

  private RVector list(int flags) throws IOException {
    int length = length();
    List<RVector> elements = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      elements.add(next());
    }
    return RVector.ofElements(elements).with(attributes(flags));
  }

  /** An element takes four bytes at least. */
  private int length() throws IOException {
    int length = in.getInt();
    if (length < 0 || length > in.remaining() / Integer.BYTES) {
      throw new IOException(
          "expected a vector of R that fits into the file, found a length of " + length);
    }
    return length;
  }

  private String integer() {
    int value = in.getInt();
    return value == Integer.MIN_VALUE ? "" : Integer.toString(value);
  }

  private String real() {
    double value = in.getDouble();
    if (Double.isNaN(value)) {
      return "";
    }
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }

  private String text(int flags) {
    int length = in.getInt();
    Charset charset =
        (flags & IS_LATIN_1) != 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    return length < 0 ? "" : text(length, charset);
  }

  private String text(int length, Charset charset) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, charset);
  }
}
