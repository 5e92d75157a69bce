package io.meanfield.driver.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meanfield.datasets.Sha256;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.StateFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoints of a run: one folder each, named by its round. A folder gets its name only when
 * everything in it is written, so a checkpoint is there as a whole or not at all. Used by one
 * thread.
 */
public final class Checkpoints {
  private static final String PREFIX = "round-";
  private static final String RECORD = "checkpoint.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final Storage storage;
  private final String folder;
  private final int keep;

  /**
   * @param keep how many of the newest checkpoints stay, at least 1
   */
  public Checkpoints(Storage storage, String folder, int keep) {
    this.storage = storage;
    this.folder = folder;
    this.keep = keep;
  }

  /** The record's file: the record and the checksum of its JSON. */
  private record RecordFile(String sha256, Checkpoint checkpoint) {
    static RecordFile of(Checkpoint checkpoint) throws JsonProcessingException {
      MessageDigest sha = Sha256.newDigest();
      sha.update(JSON.writeValueAsBytes(checkpoint));
      return new RecordFile(Sha256.hex(sha), checkpoint);
    }
  }

  /** Writes the files of a checkpoint into a folder, and returns the record of them. */
  @FunctionalInterface
  public interface Files {
    Checkpoint writeInto(String folder) throws IOException;
  }

  /** Writes a checkpoint whole or not at all, then deletes those that are too old. */
  public void write(long round, Files files) throws IOException {
    String unfinished = Storage.unfinished(folderOf(round));
    storage.delete(unfinished);
    try {
      storage.createFolder(unfinished);
      Checkpoint checkpoint = files.writeInto(unfinished);
      storage.writeText(
          unfinished + "/" + RECORD, JSON.writeValueAsString(RecordFile.of(checkpoint)));
      storage.delete(folderOf(round));
      storage.rename(unfinished, folderOf(round));
    } finally {
      storage.delete(unfinished);
    }
    List<String> names = names();
    for (String old : names.subList(0, Math.max(0, names.size() - keep))) {
      storage.delete(folder + "/" + old);
    }
  }

  public boolean isEmpty() throws IOException {
    return names().isEmpty();
  }

  /** The newest checkpoint. */
  public Optional<Checkpoint> latest() throws IOException {
    List<String> names = names();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String path = folder + "/" + names.get(names.size() - 1) + "/" + RECORD;
    try {
      String text = storage.readText(path);
      requireVersion(JSON.readTree(text).at("/checkpoint/formatVersion"), path);
      RecordFile written = JSON.readValue(text, RecordFile.class);
      Checkpoint checkpoint = written.checkpoint();
      if (!written.equals(RecordFile.of(checkpoint))) {
        throw damaged(path, "its content does not have the SHA-256 it gives", null);
      }
      return Optional.of(checkpoint);
    } catch (JsonProcessingException e) {
      throw damaged(path, e.getOriginalMessage(), e);
    } catch (FileNotFoundException e) {
      throw damaged(path, "there is no such file", e);
    }
  }

  /** The files of vectors in a folder of one checkpoint. */
  public StateFiles files(String checkpointFolder) {
    return new StateFiles(storage, checkpointFolder);
  }

  public String folderOf(long round) {
    return folder + "/" + name(round);
  }

  private static String name(long round) {
    return "%s%010d".formatted(PREFIX, round);
  }

  private List<String> names() throws IOException {
    return storage.list(folder).stream().filter(name -> name.startsWith(PREFIX)).toList();
  }

  /** What is no number is damaged and found out later. */
  private static void requireVersion(JsonNode version, String path) {
    if (version.isInt() && version.intValue() != Checkpoint.FORMAT_VERSION) {
      throw new TrainingException(
          ErrorCode.CHECKPOINT,
          "expected a checkpoint of format %d in %s, found format %d of another version of Meanfield: finish the run with that version, or choose another run.folder"
              .formatted(Checkpoint.FORMAT_VERSION, path, version.intValue()));
    }
  }

  private static TrainingException damaged(String path, String what, Exception cause) {
    return new TrainingException(
        ErrorCode.CHECKPOINT,
        "expected a checkpoint of format %d in %s, but %s: delete its folder to go on from the one before"
            .formatted(Checkpoint.FORMAT_VERSION, path, what),
        cause);
  }
}
