package io.meanfield.driver.spark;

import io.meanfield.worker.protocol.SliceState;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;

/**
 * What Spark needs to compute a lost partition again: the parameters of every round since the last
 * checkpoint. Of the persisted partitions themselves only the newest are kept. Used by one thread.
 */
final class Lineage {
  private List<Parameters> sinceCut = new ArrayList<>();
  private List<JavaRDD<?>> newest = List.of();
  private List<Broadcast<SliceState>> slices = List.of();

  /** A round was committed: what was kept before can be computed again if need be. */
  void extend(Parameters parameters, JavaRDD<?>... kept) {
    sinceCut.add(parameters);
    replaceNewest(kept);
  }

  /** The driver has all slices of the newest state; nothing is computed from older ones. */
  void replaceSlices(List<Broadcast<SliceState>> published) {
    slices.forEach(Broadcast::destroy);
    slices = published;
  }

  /** The state is on disk and was read back: nothing before is needed any more. */
  void cut(Parameters parameters, JavaRDD<?>... kept) {
    replaceNewest(kept);
    replaceSlices(List.of());
    sinceCut.forEach(Parameters::destroy);
    sinceCut = new ArrayList<>(List.of(parameters));
  }

  /** The run is over. */
  void release() {
    replaceNewest();
    replaceSlices(List.of());
    sinceCut.forEach(Parameters::destroy);
    sinceCut = new ArrayList<>();
  }

  private void replaceNewest(JavaRDD<?>... kept) {
    List<JavaRDD<?>> next = List.of(kept);
    newest.stream().filter(rdd -> !next.contains(rdd)).forEach(rdd -> rdd.unpersist(false));
    newest = next;
  }
}
