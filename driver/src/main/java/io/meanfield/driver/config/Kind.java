package io.meanfield.driver.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the YAML of one Java type looks like. */
sealed interface Kind
    permits TextKind,
        ScalarKind,
        EnumKind,
        ListKind,
        MapKind,
        OptionalKind,
        SectionKind,
        ChoiceKind {

  /** Ends the sentence "expected ...". */
  String expected();

  /** The value, or nothing where there are problems, which the binding then knows. */
  Optional<Object> bind(YamlNode node, Place place, Binding binding);

  /**
   * The dotted paths of all keys that can stand below a path.
   *
   * @param around the records that lead there; a record within itself is not entered again
   */
  Stream<String> pathsBelow(String path, Set<Class<?>> around);

  /**
   * The kind of a record's component.
   *
   * @throws IllegalArgumentException if configurations have no such type
   */
  static Kind of(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return new ListKind(of(generic.getActualTypeArguments()[0]));
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
      return new OptionalKind(of(generic.getActualTypeArguments()[0]));
    }
    if (type instanceof ParameterizedType generic
        && generic.getRawType() == Map.class
        && List.of(generic.getActualTypeArguments()).equals(List.of(String.class, String.class))) {
      return new MapKind();
    }
    if (type instanceof Class<?> plain) {
      return TextKind.of(plain)
          .or(() -> ChoiceKind.of(plain))
          .or(() -> SectionKind.of(plain))
          .or(() -> EnumKind.of(plain))
          .or(() -> ScalarKind.of(plain))
          .orElseThrow(() -> unknown(type));
    }
    throw unknown(type);
  }

  private static IllegalArgumentException unknown(Type type) {
    return new IllegalArgumentException(
        "expected a type a configuration can have (String, int, long, double, boolean, an enum,"
            + " Duration, List, Optional, a Map of String to String, a record, an interface with @JsonTypeInfo), found "
            + type.getTypeName());
  }
}
