package io.meanfield.driver;

import io.meanfield.driver.round.RoundAttempt;
import io.meanfield.driver.round.RunMachine;
import io.meanfield.driver.spark.Committed;
import io.meanfield.driver.spark.Engine;
import io.meanfield.driver.spark.RoundLost;
import io.meanfield.worker.protocol.RoundSpec;
import java.io.IOException;

/** The rounds of one run, from its last checkpoint (or its beginning) to its end. */
final class TrainingJob {
  private final RunMachine machine;
  private final Engine engine;
  private final Validation validation;
  private final RunCheckpoints checkpoints;

  TrainingJob(
      RunMachine machine, Engine engine, Validation validation, RunCheckpoints checkpoints) {
    this.machine = machine;
    this.engine = engine;
    this.validation = validation;
    this.checkpoints = checkpoints;
  }

  /** Runs the rounds that are left, and returns where the run stands then. */
  Standing run(Standing start, RunObserver observer) throws IOException {
    Standing standing = start;
    while (!isFinished(standing)) {
      RoundSpec round = machine.plan(engine.stepsPerRound(standing.position()));
      Committed committed = commit(observer);
      standing = validation.after(standing.after(committed, machine.position()));
      observer.committed(round, committed, standing);
      if (checkpoints.isDue(standing.round()) || isFinished(standing)) {
        standing = checkpoints.throughDisk(standing);
        observer.checkpointed(standing, checkpoints.folderOf(standing));
      }
    }
    machine.finish();
    return standing;
  }

  /** Tries the planned round until it is committed or given up. */
  private Committed commit(RunObserver observer) {
    while (true) {
      RoundAttempt attempt = machine.begin();
      try {
        Committed committed = engine.run(attempt);
        machine.commit(attempt);
        observer.tellAbsent(attempt);
        return committed;
      } catch (RoundLost lost) {
        if (!machine.rollBack(attempt)) {
          throw lost.reason();
        }
        observer.rolledBack(attempt.key(), lost.summary());
        machine.retry();
      }
    }
  }

  private boolean isFinished(Standing standing) {
    return !machine.hasNext() || validation.saysStop(standing);
  }
}
