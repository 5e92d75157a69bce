package io.meanfield.driver;

import io.meanfield.driver.checkpoint.Checkpoint;
import io.meanfield.driver.checkpoint.Checkpoints;
import io.meanfield.driver.checkpoint.SavedState;
import io.meanfield.driver.config.CheckpointConfig;
import io.meanfield.driver.spark.Parameters;
import io.meanfield.driver.spark.RunStates;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.Padding;
import io.meanfield.worker.protocol.Phase;
import io.meanfield.worker.protocol.PhaseTimes;
import io.meanfield.worker.protocol.SavedFile;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.StateFiles;
import java.io.IOException;
import java.util.Optional;

/**
 * Takes a run's standing to disk and back, so every checkpoint is verified when it is made. Local
 * steps go on from what was read back, as a resumed run does; exact ones from the equal slices that
 * executors still hold.
 */
final class RunCheckpoints {
  private final Checkpoints checkpoints;
  private final CheckpointConfig config;
  private final RunStates states;
  private final Identity identity;

  /** What a run is known by: hashes of its configuration and its data. */
  record Identity(String configurationSha256, String datasetSha256) {}

  RunCheckpoints(
      Checkpoints checkpoints, CheckpointConfig config, RunStates states, Identity identity) {
    this.checkpoints = checkpoints;
    this.config = config;
    this.states = states;
    this.identity = identity;
  }

  /** Where the run stood at its newest checkpoint. */
  Optional<Standing> latest() throws IOException {
    Optional<Checkpoint> newest = checkpoints.latest();
    return newest.isEmpty() ? Optional.empty() : Optional.of(read(newest.get()));
  }

  boolean isDue(long round) {
    return round % config.everyRounds() == 0;
  }

  String folderOf(Standing standing) {
    return checkpoints.folderOf(standing.round());
  }

  /** The same standing, written and read back. */
  Standing throughDisk(Standing standing) throws IOException {
    long start = System.nanoTime();
    checkpoints.write(standing.round(), folder -> write(standing, folder));
    Standing same = latest().orElseThrow();
    return new Standing(
            same.position(),
            same.parameters(),
            same.best(),
            same.bestParameters(),
            standing.validation(),
            standing.totals())
        .with(PhaseTimes.of(Phase.CHECKPOINT, System.nanoTime() - start));
  }

  private Checkpoint write(Standing standing, String folder) throws IOException {
    StateFiles files = checkpoints.files(folder);
    SavedState state = states.save(files);
    SavedFile best =
        standing.bestParameters().isPresent()
            ? files.saveBest(standing.bestParameters().get())
            : null;
    return new Checkpoint(
        Checkpoint.FORMAT_VERSION,
        standing.position(),
        identity.configurationSha256(),
        identity.datasetSha256(),
        state,
        standing.best(),
        best,
        standing.totals().numExamples(),
        standing.totals().times());
  }

  private Standing read(Checkpoint checkpoint) throws IOException {
    StateFiles files = checkpoints.files(checkpoints.folderOf(checkpoint.position().rounds()));
    Identity found = new Identity(checkpoint.configurationSha256(), checkpoint.datasetSha256());
    if (!found.equals(identity)) {
      throw new TrainingException(
          ErrorCode.CHECKPOINT,
          "expected a checkpoint of this configuration and data set in %s (%s), found one of others (%s): choose another run.folder"
              .formatted(files.folder(), identity, found));
    }
    Parameters parameters =
        states.restore(checkpoint.position().rounds(), checkpoint.state(), files);
    Optional<float[]> best =
        checkpoint.bestParameters() == null
            ? Optional.empty()
            : Optional.of(files.loadBest(checkpoint.bestParameters()));
    return new Standing(
        checkpoint.position(),
        parameters,
        checkpoint.best(),
        best,
        Optional.empty(),
        new Standing.Totals(checkpoint.numExamples(), checkpoint.times(), Padding.NONE));
  }
}
