package io.meanfield.driver;

import io.meanfield.driver.round.Position;
import io.meanfield.driver.round.RoundPlan;
import io.meanfield.driver.spark.Committed;
import io.meanfield.driver.spark.Engine;
import io.meanfield.worker.protocol.RoundSpec;
import java.io.IOException;
import java.util.List;

/** The rounds of one run, from its last checkpoint (or its beginning) to its end. */
final class TrainingJob {
  private final RoundPlan plan;
  private final Engine engine;
  private final Validation validation;
  private final RunCheckpoints checkpoints;

  TrainingJob(RoundPlan plan, Engine engine, Validation validation, RunCheckpoints checkpoints) {
    this.plan = plan;
    this.engine = engine;
    this.validation = validation;
    this.checkpoints = checkpoints;
  }

  /** Runs the rounds that are left, and returns where the run stands then. */
  Standing run(Standing start, RunObserver observer) throws IOException {
    Standing standing = start;
    while (!isFinished(standing)) {
      RoundSpec round = plan.next(standing.position(), engine.stepsPerRound(standing.position()));
      Committed committed = engine.run(round, standing.state());
      Position next = plan.after(standing.position(), round, List.of());
      standing = validation.after(standing.after(committed, next));
      observer.committed(round, committed, standing);
      if (checkpoints.isDue(standing.round()) || isFinished(standing)) {
        standing = checkpoints.throughDisk(standing);
        observer.checkpointed(standing, checkpoints.folderOf(standing));
      }
    }
    return standing;
  }

  private boolean isFinished(Standing standing) {
    return plan.isFinished(standing.position()) || validation.saysStop(standing);
  }
}
