package io.meanfield.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.division.SplitConfig;
import io.meanfield.datasets.transform.Transform;
import java.io.Serializable;

/**
 * What a data set consists of. The same raw data and configuration give the same manifest to the
 * byte, so nothing in it tells when, where or by whom it was made.
 *
 * @param formatVersion of the manifest and the shards
 * @param fingerprint SHA-256 of the configuration the data set was ingested with
 */
public record Manifest(
    int formatVersion,
    String fingerprint,
    Features features,
    Labels labels,
    Transform transform,
    Division division,
    Parts parts,
    BadRecords badRecords)
    implements Serializable {

  public static final int FORMAT_VERSION = 3;

  /**
   * How the examples were divided into parts: those that came last where data sets are appended,
   * and those of the first data set of a mixture.
   */
  public record Division(long seed, @JsonProperty("fractions") SplitConfig split)
      implements Serializable {}

  public record Parts(PartInfo train, PartInfo validation, PartInfo test) implements Serializable {}

  public Manifest {
    if (formatVersion != FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "expected format version %d, found %d".formatted(FORMAT_VERSION, formatVersion));
    }
  }

  public PartInfo part(Part part) {
    return switch (part) {
      case TRAIN -> parts.train();
      case VALIDATION -> parts.validation();
      case TEST -> parts.test();
    };
  }

  /** SHA-256 of the manifest's JSON, in hexadecimal: it names the data set down to every byte. */
  public String hash() {
    return Json.sha256(this);
  }
}
