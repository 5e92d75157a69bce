package io.meanfield.datasets.ingest;

import io.meanfield.datasets.describe.ExampleCounts;
import io.meanfield.datasets.describe.Fingerprint;
import io.meanfield.datasets.describe.RepeatCounter;
import io.meanfield.datasets.describe.Repeats;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;

/** Counts what came of all shards into a bucket, which also may have their counts. */
record BucketCount(PublishedShards shards)
    implements FlatMapFunction<Iterator<Tuple2<Integer, byte[]>>, byte[]> {

  /**
   * What came of all shards.
   *
   * @param failure of the first shard that could not be read; null if there is none
   * @param counts null in all buckets but one
   */
  record Outcome(ShardScan.Failure failure, ExampleCounts counts, Repeats repeats)
      implements Serializable {

    Outcome and(Outcome other) {
      return new Outcome(
          first(failure, other.failure),
          counts == null ? other.counts : counts,
          repeats.and(other.repeats));
    }
  }

  @Override
  public Iterator<byte[]> call(Iterator<Tuple2<Integer, byte[]>> pieces) throws IOException {
    ShardScan.Failure failure = null;
    ExampleCounts counts = null;
    RepeatCounter repeats = new RepeatCounter(shards.list());
    while (pieces.hasNext()) {
      Tuple2<Integer, byte[]> piece = pieces.next();
      switch (piece._1()) {
        case ShardScan.FAILURE ->
            failure = first(failure, (ShardScan.Failure) Wire.deserialize(piece._2()));
        case ShardScan.COUNTS -> {
          ExampleCounts ofShard = (ExampleCounts) Wire.deserialize(piece._2());
          if (counts == null) {
            counts = ofShard;
          } else {
            counts.merge(ofShard);
          }
        }
        default -> add(piece._2(), repeats);
      }
    }
    return List.of(Wire.serialize(new Outcome(failure, counts, repeats.finish()))).iterator();
  }

  private static void add(byte[] fingerprints, RepeatCounter repeats) {
    ByteBuffer from = ByteBuffer.wrap(fingerprints);
    while (from.hasRemaining()) {
      repeats.add(Fingerprint.read(from));
    }
  }

  private static ShardScan.Failure first(ShardScan.Failure some, ShardScan.Failure other) {
    return some == null || other != null && other.shard() < some.shard() ? other : some;
  }
}
