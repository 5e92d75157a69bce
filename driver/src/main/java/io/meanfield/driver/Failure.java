package io.meanfield.driver;

import io.meanfield.datasets.DataException;
import io.meanfield.driver.config.ConfigException;
import io.meanfield.driver.report.Event;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What to tell the user of an exception.
 *
 * @param code also the exit code
 * @param message one sentence
 */
record Failure(ErrorCode code, String message) {

  static Failure of(Throwable thrown) {
    Throwable known =
        Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
            .filter(Failure::isKnown)
            .findFirst()
            .orElse(thrown);
    return new Failure(codeOf(known), messageOf(known));
  }

  Event event() {
    return new Event.RunFailed(code.name(), message);
  }

  private static boolean isKnown(Throwable t) {
    return t instanceof TrainingException
        || t instanceof DataException
        || t instanceof ConfigException
        || t instanceof IOException;
  }

  private static ErrorCode codeOf(Throwable known) {
    if (known instanceof TrainingException training) {
      return training.code();
    }
    if (known instanceof DataException) {
      return ErrorCode.DATA;
    }
    if (known instanceof ConfigException) {
      return ErrorCode.CONFIGURATION;
    }
    return known instanceof IOException ? ErrorCode.STORAGE : ErrorCode.INTERNAL;
  }

  private static String messageOf(Throwable known) {
    if (known instanceof IOException) {
      return "a file system refused: %s (%s)"
          .formatted(known.getMessage(), known.getClass().getSimpleName());
    }
    return isKnown(known) ? known.getMessage() : "unexpected " + known;
  }
}
