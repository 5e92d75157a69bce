package io.meanfield.driver.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.function.Function;

/** Writes a value as one string. */
final class TextSerializer<T> extends StdSerializer<T> {
  private static final long serialVersionUID = 1;

  private final transient Function<T, String> format;

  TextSerializer(Class<T> type, Function<T, String> format) {
    super(type);
    this.format = format;
  }

  @Override
  public void serialize(T value, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeString(format.apply(value));
  }
}
