package io.meanfield.datasets.ingest;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.describe.Description;
import io.meanfield.datasets.describe.Example;
import io.meanfield.datasets.describe.Place;
import io.meanfield.datasets.describe.Repeats;
import io.meanfield.datasets.describe.ShardList;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Looks at all that is in a published data set: a Spark job with a task a shard, whose second stage
 * counts examples that are there several times, and a small one that reads some rows again to show
 * them. Nothing that is merged depends on an order. Runs on the driver.
 */
public final class DescribeJob {
  private static final int EXAMPLES_A_BUCKET = 250_000; // some 60 MB where they are counted

  private final JavaSparkContext spark;
  private final JobRunner jobs;
  private final Storage storage;

  public DescribeJob(JavaSparkContext spark, JobRunner jobs, Storage storage) {
    this.spark = spark;
    this.jobs = jobs;
    this.storage = storage;
  }

  /**
   * Describes a data set.
   *
   * @param numSamples examples of the training part to be shown
   * @throws DataException if a shard is missing or not what the manifest says; of the first such
   *     shard
   */
  public Description run(Dataset dataset, int numSamples) throws IOException {
    PublishedShards shards = PublishedShards.of(storage, dataset);
    BucketCount.Outcome all = count(shards);
    List<Place> samples = ShardList.samples(dataset.manifest(), numSamples);
    return new Description(
        dataset,
        all.counts().features(),
        all.counts().labels(),
        all.repeats(),
        samples,
        lookUp(shards, shown(samples, all.repeats())));
  }

  private BucketCount.Outcome count(PublishedShards shards) throws IOException {
    int numShards = shards.list().size();
    int numBuckets = numBuckets(shards.list());
    List<byte[]> outcomes =
        jobs.await(
            "describing %d shards".formatted(numShards),
            spark
                .parallelize(IntStream.range(0, numShards).boxed().toList(), numShards)
                .flatMapToPair(new ShardScan(shards, numBuckets))
                .partitionBy(new HashPartitioner(numBuckets))
                .mapPartitions(new BucketCount(shards))
                .collectAsync());
    BucketCount.Outcome all = new BucketCount.Outcome(null, null, Repeats.NONE);
    for (byte[] outcome : outcomes) {
      all = all.and((BucketCount.Outcome) Wire.deserialize(outcome));
    }
    if (all.failure() != null) {
      throw all.failure().reason();
    }
    return all;
  }

  private static int numBuckets(ShardList shards) {
    long numExamples = shards.shards().stream().mapToLong(shard -> shard.numExamples()).sum();
    return Math.toIntExact(1 + numExamples / EXAMPLES_A_BUCKET);
  }

  /** By shard. */
  private static Collection<ArrayList<Place>> shown(List<Place> samples, Repeats repeats) {
    Stream<Place> ofRepeats =
        repeats
            .all()
            .flatMap(finding -> finding.first().stream())
            .flatMap(repeat -> Stream.of(repeat.first(), repeat.second()));
    Map<Integer, ArrayList<Place>> byShard = new TreeMap<>();
    for (Place place : new TreeSet<>(Stream.concat(samples.stream(), ofRepeats).toList())) {
      byShard.computeIfAbsent(place.shard(), shard -> new ArrayList<>()).add(place);
    }
    return byShard.values();
  }

  @SuppressWarnings("unchecked") // what the tasks wrote
  private Map<Place, Example> lookUp(PublishedShards shards, Collection<ArrayList<Place>> places)
      throws IOException {
    List<byte[]> named = new ArrayList<>();
    for (ArrayList<Place> ofShard : places) {
      named.add(Wire.serialize(ofShard));
    }
    List<byte[]> found =
        jobs.await(
            "reading examples of %d shards".formatted(named.size()),
            spark.parallelize(named, named.size()).map(new RowLookup(shards)).collectAsync());
    Map<Place, Example> examples = new HashMap<>();
    for (byte[] outcome : found) {
      Object value = Wire.deserialize(outcome);
      if (value instanceof DataException e) {
        throw e;
      }
      ((List<Example>) value).forEach(example -> examples.put(example.place(), example));
    }
    return examples;
  }
}
