package io.meanfield.datasets.transform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.source.RawFeatures;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Fitted preprocessing: raw features to what shards hold, and from there to what a model sees. It
 * is fitted on the training part only, stored in the manifest and saved beside every model.
 * Immutable.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ImageScaling.class, name = "image-scaling"),
  @JsonSubTypes.Type(value = LogMelScaling.class, name = "log-mel-scaling"),
  @JsonSubTypes.Type(value = TokenizedText.class, name = "text"),
  @JsonSubTypes.Type(value = TokenizedPair.class, name = "text-pair"),
  @JsonSubTypes.Type(value = Standardization.class, name = "standardization"),
  @JsonSubTypes.Type(value = Table.class, name = "table")
})
public interface Transform extends Serializable {

  /** Its first half, which made the shards. */
  Encoding encoding();

  /** What it makes of an example. */
  default Features features() {
    return encoding().features();
  }

  /** One example as shards hold it; see {@link Encoding#encode}. */
  default byte[] encode(RawFeatures raw) {
    return encoding().encode(raw);
  }

  /**
   * One example as the model sees it.
   *
   * @param encoded the remaining bytes are one encoded example (little-endian order); its position
   *     does not move
   * @param features receives exactly one row at its position, which moves behind that row
   * @param mask receives exactly one row at its position, which moves behind that row; not touched
   *     unless features are tokens, and null then
   */
  void decode(ByteBuffer encoded, FloatBuffer features, FloatBuffer mask);

  /**
   * One example as a person can read it.
   *
   * @param encoded the remaining bytes are one encoded example (little-endian order)
   */
  Explained explain(ByteBuffer encoded);

  /** What it does, a sentence without its full stop each. */
  List<String> inWords();

  /** Decodes as {@link #decode} does, many examples faster. */
  default Decoder newDecoder() {
    return this::decode;
  }
}
