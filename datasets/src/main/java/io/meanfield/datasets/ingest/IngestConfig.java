package io.meanfield.datasets.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.meanfield.datasets.Json;
import io.meanfield.datasets.division.SplitConfig;
import io.meanfield.datasets.shard.Compression;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.transform.TargetScaling;
import io.meanfield.datasets.transform.TextConfig;
import io.meanfield.datasets.transform.TextPairConfig;
import io.meanfield.datasets.transform.TransformConfig;
import java.util.Locale;
import java.util.Optional;

/**
 * A data set that is made of raw data.
 *
 * @param shards folder the data set is published to
 * @param id of the catalogue, for raw data that are fetched
 * @param appendTo folder of a data set whose shards this one begins with, and whose transform and
 *     classes it has
 * @param fittedOn folder of a data set whose transform and classes it has, and no shards
 * @param maxBadFraction share of malformed records above which nothing is published
 * @param shardMib about the largest size of a shard before compression
 * @param compression of shards
 * @param split into parts; of a source that has a test part of its own, the rest of it
 * @param seed decides which example belongs to which part
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NONE) // what it is would be in fingerprints
public record IngestConfig(
    String shards,
    Optional<String> id,
    Optional<String> appendTo,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> fittedOn,
    Source source,
    TransformConfig transform,
    @JsonProperty(defaultValue = "{}") SplitConfig split,
    @JsonProperty(defaultValue = "0.0") double maxBadFraction,
    @JsonProperty(defaultValue = "64") int shardMib,
    @JsonProperty(defaultValue = "none") Compression compression,
    @JsonProperty(defaultValue = "1") long seed)
    implements DatasetConfig {
  private static final int MAX_SHARD_MIB = 1024;

  public IngestConfig {
    if (shards.isBlank()) {
      throw new IllegalArgumentException("expected a folder for the shards, found an empty text");
    }
    if (appendTo.isPresent() && fittedOn.isPresent()) {
      throw new IllegalArgumentException(
          "expected either append-to or fitted-on, which both keep transform and classes, found both: append-to also keeps the shards");
    }
    if (appendTo.filter(shards::equals).isPresent()) {
      throw new IllegalArgumentException(
          "expected a folder for the shards that is not the one of append-to, which stays as it is, found %s for both"
              .formatted(shards));
    }
    if (source.blocks().isPresent()
        && !(transform instanceof TextConfig text && text.maxTokens() > 1)) {
      throw new IllegalArgumentException(
          "expected transform {kind: text} with max-tokens of at least 2 for the format text, found "
              + transform);
    }
    requireSameKind(source, transform);
    if (source.hasClasses() && transform.targets() != TargetScaling.NONE) {
      throw new IllegalArgumentException(
          "expected no transform.targets for a source of classes, found "
              + transform.targets().name().toLowerCase(Locale.ROOT));
    }
    split.keyed(source); // refuses a source that it cannot divide
    if (!(maxBadFraction >= 0 && maxBadFraction <= 1)) {
      throw new IllegalArgumentException(
          "expected a max-bad-fraction from 0 to 1, found " + maxBadFraction);
    }
    if (shardMib < 1 || shardMib > MAX_SHARD_MIB) {
      throw new IllegalArgumentException(
          "expected a shard-mib from 1 to %d, found %d".formatted(MAX_SHARD_MIB, shardMib));
    }
  }

  /** What has no labels and no blocks has translations. */
  private static void requireSameKind(Source source, TransformConfig transform) {
    boolean hasTranslations = !source.hasLabels() && source.blocks().isEmpty();
    boolean takesTranslations = transform instanceof TextPairConfig;
    if (hasTranslations && !takesTranslations) {
      throw new IllegalArgumentException(
          "expected transform {kind: text-pair} for texts with translations, found " + transform);
    }
    if (takesTranslations && !hasTranslations) {
      throw new IllegalArgumentException(
          "expected a source with translations for transform {kind: text-pair}, found one without: read the format parallel-text, or name the column translation of a table");
    }
  }

  @Override
  public String fingerprint() {
    return Json.sha256(
        new IngestConfig(
            "-",
            Optional.empty(),
            appendTo,
            fittedOn,
            source,
            transform,
            split,
            maxBadFraction,
            shardMib,
            compression,
            seed));
  }
}
