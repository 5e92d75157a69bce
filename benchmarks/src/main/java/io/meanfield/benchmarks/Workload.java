package io.meanfield.benchmarks;

/** One engine's training of one model on one fixed batch. Used by one thread. */
public interface Workload extends AutoCloseable {

  /** One optimizer step: forward, loss, backward, update. Returns the batch's mean loss. */
  double step();

  @Override
  void close();
}
