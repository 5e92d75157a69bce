package io.meanfield.worker.sync.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/** How values are written where they travel: the section {@code sync.wire} of a run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "format")
@JsonSubTypes({
  @JsonSubTypes.Type(value = F32.class, name = "f32"),
  @JsonSubTypes.Type(value = Bf16.class, name = "bf16"),
  @JsonSubTypes.Type(value = Int8.class, name = "int8"),
  @JsonSubTypes.Type(value = TopK.class, name = "top-k")
})
public sealed interface WireFormat extends Serializable permits F32, Bf16, Int8, TopK {

  /**
   * A codec of this format for one thread.
   *
   * @param numValues how many there are to encode at a time, about
   */
  Codec codec(int numValues);

  /**
   * Whether the sender keeps what its bytes do not carry and adds it to the next values: error
   * feedback, without which so coarse a format does not converge (Karimireddy et al. 2019,
   * algorithm 2: EF-SGD).
   */
  boolean hasErrorFeedback();
}
