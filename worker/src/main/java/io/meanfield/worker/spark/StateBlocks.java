package io.meanfield.worker.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Numbered parts of a state in block managers, from where any task takes them. Spark does not know
 * how to compute them again: a run has many rounds, and what Spark knows of each would travel with
 * every later task. As blocks of RDDs they keep their executors from being given back.
 *
 * @param rddIds by number, of RDDs without partitions, which keep the ids free
 */
public record StateBlocks<T>(List<Integer> rddIds) implements Serializable {
  public StateBlocks {
    rddIds = List.copyOf(rddIds);
  }

  /** Blocks that nobody has put yet. */
  public static <T> StateBlocks<T> reserve(JavaSparkContext spark, int size) {
    return new StateBlocks<>(Collections.nCopies(size, spark.emptyRDD().id()));
  }

  public static <T> StateBlocks<T> none() {
    return new StateBlocks<>(List.of());
  }

  public int size() {
    return rddIds.size();
  }

  /** Those of others for some numbers, else these. */
  public StateBlocks<T> with(StateBlocks<T> others, Collection<Integer> numbers) {
    List<Integer> ids = new ArrayList<>(rddIds);
    numbers.forEach(number -> ids.set(number, others.rddIds.get(number)));
    return new StateBlocks<>(ids);
  }

  /** Puts a part here, and into other executors if the level says so. */
  public void put(int number, T part, StorageLevel level) {
    blocks().putSingle(id(number), part, level, true, tag());
  }

  /**
   * @throws StateLost if nobody has it any more
   */
  public T get(int number) {
    Option<T> found = blocks().getSingle(id(number), tag());
    if (found.isEmpty()) {
      throw new StateLost("part %d".formatted(number));
    }
    return found.get();
  }

  /** All of them, in order. */
  public List<T> all() {
    return IntStream.range(0, size()).mapToObj(this::get).toList();
  }

  /** Where each one is, as Spark's scheduler writes it; on the driver. */
  public List<Seq<String>> places() {
    List<BlockId> ids = IntStream.range(0, size()).<BlockId>mapToObj(this::id).toList();
    Map<BlockId, Seq<String>> places =
        CollectionConverters.asJava(
            BlockManager.blockIdsToLocations(
                ids.toArray(BlockId[]::new), SparkEnv.get(), blocks().master()));
    return ids.stream().map(places::get).toList();
  }

  /** Removes them in time, except those that others are too; on the driver. */
  public void removeBut(JavaSparkContext spark, StateBlocks<T> others) {
    Set<Integer> ids = new HashSet<>(rddIds);
    ids.removeAll(others.rddIds);
    ids.forEach(id -> spark.sc().unpersistRDD(id, false));
  }

  /**
   * Removes them and waits for it, for a process that hangs no longer than Spark's {@code
   * spark.rpc.askTimeout}; on the driver.
   */
  public void removeNow(JavaSparkContext spark) {
    new HashSet<>(rddIds).forEach(id -> spark.sc().unpersistRDD(id, true));
  }

  private RDDBlockId id(int number) {
    return new RDDBlockId(rddIds.get(number), number);
  }

  private static BlockManager blocks() {
    return SparkEnv.get().blockManager();
  }

  @SuppressWarnings("unchecked") // Spark only looks whether it is a primitive
  private static <T> ClassTag<T> tag() {
    return (ClassTag<T>) ClassTag$.MODULE$.Object();
  }
}
