package io.meanfield.driver.config;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One word or number. YAML's own guess at types is not used: it takes 1e-3 for text and would lose
 * the zeros of a name like 007.
 */
record ScalarKind(String expected, Function<String, Optional<?>> parser) implements Kind {
  private static final Pattern WHOLE = Pattern.compile("[-+]?\\d[\\d_]*");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)([eE][-+]?\\d+)?");

  static Optional<Kind> of(Class<?> type) {
    return Optional.ofNullable(ofNullable(type));
  }

  private static Kind ofNullable(Class<?> type) {
    if (type == String.class) {
      return new ScalarKind("text", Optional::of);
    } else if (type == boolean.class || type == Boolean.class) {
      return new ScalarKind("true or false", ScalarKind::truth);
    } else if (type == int.class || type == Integer.class) {
      return new ScalarKind(
          "a whole number from -2147483648 to 2147483647",
          text -> whole(text, Integer.SIZE).map(BigInteger::intValue));
    } else if (type == long.class || type == Long.class) {
      return new ScalarKind(
          "a whole number of at most 64 bits",
          text -> whole(text, Long.SIZE).map(BigInteger::longValue));
    } else if (type == double.class || type == Double.class) {
      return new ScalarKind("a number", ScalarKind::real);
    } else if (type == Duration.class) {
      return new ScalarKind(DurationText.EXPECTED, DurationText::parse);
    }
    return null;
  }

  @Override
  public Optional<Object> bind(YamlNode node, Place place, Binding binding) {
    if (node instanceof YamlNode.Scalar scalar) {
      Optional<?> value = parser.apply(scalar.text());
      if (value.isPresent()) {
        return Optional.of(value.get());
      }
    }
    binding.wrongKind(this, node, place);
    return Optional.empty();
  }

  @Override
  public Stream<String> pathsBelow(String path, Set<Class<?>> around) {
    return Stream.empty();
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<BigInteger> whole(String text, int bits) {
    return WHOLE.matcher(text).matches()
        ? Optional.of(new BigInteger(text.replace("_", ""))).filter(n -> n.bitLength() < bits)
        : Optional.empty();
  }

  private static Optional<Double> real(String text) {
    return REAL.matcher(text).matches()
        ? Optional.of(Double.valueOf(text.replace("_", ""))).filter(Double::isFinite)
        : Optional.empty();
  }
}
