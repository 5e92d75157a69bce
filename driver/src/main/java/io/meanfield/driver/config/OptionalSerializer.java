package io.meanfield.driver.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Optional;

/** Writes the value, or null; Jackson's own needs a module that Spark does not bring. */
final class OptionalSerializer extends StdSerializer<Optional<?>> {
  private static final long serialVersionUID = 1;

  OptionalSerializer() {
    super(Optional.class, false);
  }

  @Override
  public void serialize(Optional<?> value, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    provider.defaultSerializeValue(value.orElse(null), out);
  }
}
