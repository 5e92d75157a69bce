package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.protocol.TrainingException;
import java.io.Serializable;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The slices of one version in the block managers of two executors each, from where any task takes
 * them. Spark cannot compute them again: it would run single tasks of a barrier stage. As blocks of
 * an RDD they are copied anew when one of the two is lost.
 *
 * @param rddId of an RDD without partitions, which keeps the number free
 */
public record SliceBlocks(int rddId) implements Serializable {
  private static final ClassTag<SliceState> TYPE = ClassTag$.MODULE$.apply(SliceState.class);

  /** Blocks that nobody has put yet. */
  public static SliceBlocks reserve(JavaSparkContext spark) {
    return new SliceBlocks(spark.emptyRDD().id());
  }

  /** Puts a slice here and into one other executor; returns its number. */
  public int put(SliceState slice) {
    put(slice, StorageLevel.MEMORY_AND_DISK_2());
    return slice.slice();
  }

  /** Puts a slice here, and elsewhere if the level says so. */
  void put(SliceState slice, StorageLevel level) {
    blocks().putSingle(id(slice.slice()), slice, level, true, TYPE);
  }

  /**
   * @throws TrainingException with code CLUSTER if no executor has it any more
   */
  public SliceState get(int slice) {
    try {
      return getOrLost(slice);
    } catch (SlicesLost e) {
      throw new TrainingException(
          ErrorCode.CLUSTER, e.getMessage() + "; run again to go on from the newest checkpoint", e);
    }
  }

  /**
   * @throws SlicesLost if no executor has it any more
   */
  SliceState getOrLost(int slice) {
    Option<SliceState> found = blocks().getSingle(id(slice), TYPE);
    if (found.isEmpty()) {
      throw new SlicesLost(slice);
    }
    return found.get();
  }

  /** Removes all of them, in time; on the driver. */
  public void remove() {
    blocks().master().removeRdd(rddId, false);
  }

  private RDDBlockId id(int slice) {
    return new RDDBlockId(rddId, slice);
  }

  private static BlockManager blocks() {
    return SparkEnv.get().blockManager();
  }
}
