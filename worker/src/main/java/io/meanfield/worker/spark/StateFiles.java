package io.meanfield.worker.spark;

import io.meanfield.datasets.storage.Storage;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.protocol.SavedFile;
import io.meanfield.worker.protocol.SliceState;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.protocol.VectorFile;
import io.meanfield.worker.sync.Slice;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Stream;

/** The files of vectors in a checkpoint: executors write and read one a replica and slice. */
public record StateFiles(Storage storage, String folder) implements Serializable {

  public SavedFile save(ReplicaState state) throws IOException {
    long[] numbers = {state.replica(), state.numUpdates(), state.optimizer().length};
    return save(
        "replica-%05d.bin".formatted(state.replica()),
        state.residual().length == 0
            ? new VectorFile(Arrays.copyOf(numbers, 2), state.optimizer())
            : new VectorFile(numbers, vectors(state)));
  }

  public SavedFile save(SliceState state) throws IOException {
    return save(
        "slice-%05d.bin".formatted(state.slice()),
        new VectorFile(new long[] {state.slice()}, vectors(state.values())));
  }

  /** The parameters of the best validation, which the driver keeps. */
  public SavedFile saveBest(float[] parameters) throws IOException {
    return save("best.bin", new VectorFile(new long[0], new float[][] {parameters}));
  }

  public ReplicaState loadReplica(SavedFile file) throws IOException {
    VectorFile content = load(file);
    long[] numbers = content.numbers();
    float[][] vectors = content.vectors();
    int numOptimizer = numbers.length > 2 ? (int) numbers[2] : vectors.length;
    return new ReplicaState(
        (int) numbers[0],
        numbers[1],
        Arrays.copyOf(vectors, numOptimizer),
        numOptimizer < vectors.length ? vectors[numOptimizer] : new float[0]);
  }

  public SliceState loadSlice(SavedFile file) throws IOException {
    VectorFile content = load(file);
    float[][] vectors = content.vectors();
    Slice values = new Slice(vectors[0], Arrays.copyOfRange(vectors, 1, vectors.length));
    return new SliceState((int) content.numbers()[0], values);
  }

  public float[] loadBest(SavedFile file) throws IOException {
    return load(file).vectors()[0];
  }

  /** The residual is the last, where there is one. */
  private static float[][] vectors(ReplicaState state) {
    return Stream.concat(Arrays.stream(state.optimizer()), Stream.of(state.residual()))
        .toArray(float[][]::new);
  }

  private static float[][] vectors(Slice slice) {
    return Stream.concat(Stream.of(slice.parameters()), Arrays.stream(slice.state()))
        .toArray(float[][]::new);
  }

  private SavedFile save(String name, VectorFile content) throws IOException {
    String[] sha = new String[1];
    storage.write(folder + "/" + name, out -> sha[0] = content.write(out));
    return new SavedFile(name, sha[0]);
  }

  private VectorFile load(SavedFile file) throws IOException {
    String path = folder + "/" + file.name();
    try (InputStream in = storage.open(path)) {
      return VectorFile.read(in, path, file.sha256());
    } catch (FileNotFoundException e) {
      throw new TrainingException(
          ErrorCode.CHECKPOINT,
          "expected the file %s that its checkpoint names, found nothing there: delete the checkpoint folder to go on from the one before"
              .formatted(path),
          e);
    }
  }
}
