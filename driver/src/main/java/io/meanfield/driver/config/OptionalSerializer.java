package io.meanfield.driver.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.util.Optional;

/** Writes the value, or null; Jackson's own needs a module that Spark does not promise to bring. */
final class OptionalSerializer extends StdSerializer<Optional<?>> implements ContextualSerializer {
  private static final long serialVersionUID = 1;

  private final JavaType declared;

  OptionalSerializer() {
    this(TypeFactory.unknownType());
  }

  /**
   * @param declared what the component says the value is: only it knows the items of a list
   */
  private OptionalSerializer(JavaType declared) {
    super(Optional.class, false);
    this.declared = declared;
  }

  @Override
  public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty property) {
    return property != null && property.getType().hasRawClass(Optional.class)
        ? new OptionalSerializer(property.getType().containedType(0))
        : this;
  }

  @Override
  public void serialize(Optional<?> optional, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    if (optional.isEmpty()) {
      out.writeNull();
      return;
    }
    Object value = optional.get();
    JavaType type = provider.constructSpecializedType(declared, value.getClass());
    provider.findTypedValueSerializer(type, true, null).serialize(value, out, provider);
  }
}
