package io.meanfield.worker.spark;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the executors of this driver's application said about their GPUs. There is one application a
 * process. Thread-safe: Spark's threads tell, the run's thread waits.
 */
public final class GpuRollCall {
  private static final Logger LOG = LoggerFactory.getLogger(GpuRollCall.class);
  private static final GpuRollCall OF_THIS_PROCESS = new GpuRollCall();

  private final BlockingQueue<GpuReport> first = new ArrayBlockingQueue<>(1);

  public static GpuRollCall ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** A new application begins. */
  public void clear() {
    first.clear();
  }

  /** Spark itself logs why an executor ended. */
  void take(GpuReport report) {
    if (report.isReady()) {
      LOG.info("{} computes with {}", report.where(), report.words());
    }
    first.offer(report);
  }

  /**
   * Waits until the first executor has a GPU.
   *
   * @param patience the longest to wait
   * @throws TrainingException with code CLUSTER if the first executor that starts does not compute
   *     on a GPU, or none starts in time
   */
  public void awaitFirst(Duration patience) {
    GpuReport report;
    try {
      report = first.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingException(
          ErrorCode.CLUSTER, "interrupted while waiting for an executor with a GPU", e);
    }
    if (report == null) {
      throw new TrainingException(
          ErrorCode.CLUSTER,
          "waited %d s for an executor with a GPU, none started: see whether the cluster is up and offers GPUs to Spark (a standalone one by spark.worker.resource.gpu.amount and spark.worker.resource.gpu.discoveryScript) and has cores and memory free, or raise cluster.slot-timeout"
              .formatted(patience.toSeconds()));
    }
    if (!report.isReady()) {
      throw new TrainingException(ErrorCode.CLUSTER, report.where() + ": " + report.words());
    }
  }
}
