package io.meanfield.datasets.ingest;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.Sha256;
import io.meanfield.datasets.describe.ExampleCounts;
import io.meanfield.datasets.describe.Fingerprint;
import io.meanfield.datasets.describe.Place;
import io.meanfield.datasets.shard.EncodedRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/**
 * Reads a shard once. From it come its counts and, by bucket, the fingerprints of its examples: the
 * same features meet in the same bucket, whatever shard they are in.
 */
record ShardScan(PublishedShards shards, int numBuckets)
    implements PairFlatMapFunction<Integer, Integer, byte[]> {
  /** In place of a bucket's number, for counts. */
  static final int COUNTS = -1;

  /** In place of a bucket's number, for a shard that could not be read. */
  static final int FAILURE = -2;

  /** Why a shard could not be read. */
  record Failure(int shard, DataException reason) implements Serializable {}

  @Override
  public Iterator<Tuple2<Integer, byte[]>> call(Integer shard) throws IOException {
    try (EncodedRows rows = shards.open(shard)) {
      return scan(shard, rows).iterator();
    } catch (DataException e) {
      return List.of(new Tuple2<>(FAILURE, Wire.serialize(new Failure(shard, e)))).iterator();
    }
  }

  private List<Tuple2<Integer, byte[]>> scan(int shard, EncodedRows rows) throws IOException {
    Manifest manifest = shards.dataset().manifest();
    Labels labels = manifest.labels();
    Part part = shards.list().parts().get(shard);
    ExampleCounts counts = new ExampleCounts(manifest);
    MessageDigest sha256 = Sha256.newDigest();
    Map<Integer, ByteArrayOutputStream> buckets = new TreeMap<>();
    for (int row = 0; row < rows.size(); row++) {
      ByteBuffer features = rows.features(row);
      ByteBuffer label = rows.label(row);
      counts.add(part, features, label);
      if (manifest.features() instanceof Features.TokenPair pair) {
        label = pair.target(features);
        features = pair.source(features);
      }
      Fingerprint one = Fingerprint.of(sha256, features, label, labels, new Place(shard, row));
      buckets
          .computeIfAbsent(one.bucket(numBuckets), bucket -> new ByteArrayOutputStream())
          .writeBytes(one.toBytes());
    }
    List<Tuple2<Integer, byte[]>> results = new ArrayList<>();
    results.add(new Tuple2<>(COUNTS, Wire.serialize(counts)));
    buckets.forEach((bucket, bytes) -> results.add(new Tuple2<>(bucket, bytes.toByteArray())));
    return results;
  }
}
