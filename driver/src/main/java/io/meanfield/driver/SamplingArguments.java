package io.meanfield.driver;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.Sampling;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.zoo.NetworkDefinition;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a language model is to go on with texts. */
final class SamplingArguments {
  private static final int NUM_TOKENS = 100;

  @Option(
      names = "--tokens",
      paramLabel = "NUMBER",
      description = "Language models: how many are added to each text; by default 100.")
  private Optional<Integer> numTokens = Optional.empty();

  @Option(
      names = "--temperature",
      paramLabel = "NUMBER",
      description =
          "Language models: 0, the default, adds the likeliest token each time; 1 draws them by their probabilities.")
  private Optional<Double> temperature = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Language models: of what is drawn; by default 1.")
  private Optional<Long> seed = Optional.empty();

  /**
   * @throws TrainingException with code CONFIGURATION if they make no sense
   */
  Sampling sampling() {
    try {
      return new Sampling(numTokens.orElse(NUM_TOKENS), temperature.orElse(0.0), seed.orElse(1L));
    } catch (IllegalArgumentException e) {
      throw new TrainingException(ErrorCode.CONFIGURATION, e.getMessage(), e);
    }
  }

  /**
   * @throws TrainingException with code CONFIGURATION if one is given
   */
  void requireNone(NetworkDefinition definition) {
    if (numTokens.isPresent() || temperature.isPresent() || seed.isPresent()) {
      throw new TrainingException(
          ErrorCode.CONFIGURATION,
          "expected a language model of texts for --tokens, --temperature and --seed, found a network for %s with the head %s: leave them out"
              .formatted(
                  definition.input().describe(),
                  definition.output().head().name().toLowerCase(Locale.ROOT)));
    }
  }
}
