package io.meanfield.driver.config;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One word, number or quantity of a type of its own: a class with {@code @JsonClassDescription}
 * that says what it expects and a {@code @JsonCreator} that makes it of a String or throws
 * IllegalArgumentException.
 */
record TextKind(String expected, Method parser) implements Kind {

  static Optional<Kind> of(Class<?> type) {
    JsonClassDescription description = type.getAnnotation(JsonClassDescription.class);
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> description != null && isParser(method))
        .map(method -> (Kind) new TextKind(description.value(), method))
        .findFirst();
  }

  @Override
  public Optional<Object> bind(YamlNode node, Place place, Binding binding) {
    if (node instanceof YamlNode.Scalar scalar) {
      Optional<Object> value = parse(scalar.text());
      if (value.isPresent()) {
        return value;
      }
    }
    binding.wrongKind(this, node, place);
    return Optional.empty();
  }

  private static boolean isParser(Method method) {
    return method.isAnnotationPresent(JsonCreator.class)
        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class});
  }

  private Optional<Object> parse(String text) {
    try {
      return Optional.of(parser.invoke(null, text));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException) {
        return Optional.empty();
      }
      throw new IllegalStateException(parser + " failed", e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(parser + " cannot be called", e);
    }
  }

  @Override
  public Stream<String> pathsBelow(String path, Set<Class<?>> around) {
    return Stream.empty();
  }
}
