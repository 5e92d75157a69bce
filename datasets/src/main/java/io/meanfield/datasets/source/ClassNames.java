package io.meanfield.datasets.source;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The order of classes that nobody gave one. */
public final class ClassNames {
  private static final String WHOLE_NUMBER = "[+-]?[0-9]+";
  private static final Comparator<String> BY_CODE_POINTS =
      Comparator.comparing(name -> name.codePoints().toArray(), Arrays::compare);

  private ClassNames() {}

  /** In numerical order if all are whole numbers, else in the order of their code points. */
  public static List<String> inOrder(Collection<String> names) {
    boolean areNumbers = names.stream().allMatch(name -> name.matches(WHOLE_NUMBER));
    return names.stream()
        .sorted(
            areNumbers
                ? Comparator.<String, BigInteger>comparing(BigInteger::new)
                    .thenComparing(BY_CODE_POINTS)
                : BY_CODE_POINTS)
        .toList();
  }
}
