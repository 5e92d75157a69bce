package io.meanfield.datasets.describe;

import io.meanfield.datasets.Labels;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * What tells an example from others: two of the same features and label have the same one but for
 * the place. Others have the same one by a chance of 2^-128 a pair, for labels that are targets
 * 2^-64.
 *
 * @param high first half of 128 bits of the SHA-256 of the encoded features
 * @param low second half
 * @param label number of the class, or 64 bits of the SHA-256 of the encoded targets
 */
public record Fingerprint(long high, long low, long label, Place place) {

  /** The one of an example as shards hold it; the digest starts anew. */
  public static Fingerprint of(
      MessageDigest sha256,
      ByteBuffer encodedFeatures,
      ByteBuffer encodedLabel,
      Labels labels,
      Place place) {
    sha256.update(encodedFeatures.duplicate());
    ByteBuffer ofFeatures = ByteBuffer.wrap(sha256.digest());
    long label;
    if (labels instanceof Labels.Classes) {
      label = encodedLabel.getInt(encodedLabel.position());
    } else {
      sha256.update(encodedLabel.duplicate());
      label = ByteBuffer.wrap(sha256.digest()).getLong();
    }
    return new Fingerprint(ofFeatures.getLong(), ofFeatures.getLong(), label, place);
  }

  public static Fingerprint read(ByteBuffer from) {
    return new Fingerprint(
        from.getLong(), from.getLong(), from.getLong(), new Place(from.getInt(), from.getInt()));
  }

  /** What {@link #read} reads. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(4 * Long.BYTES)
        .putLong(high)
        .putLong(low)
        .putLong(label)
        .putInt(place.shard())
        .putInt(place.row())
        .array();
  }

  /** Which of several buckets it belongs to, together with all others of the same features. */
  public int bucket(int numBuckets) {
    return (int) Long.remainderUnsigned(high, numBuckets);
  }
}
