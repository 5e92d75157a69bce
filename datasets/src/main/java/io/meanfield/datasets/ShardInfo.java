package io.meanfield.datasets;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;

/**
 * What the manifest knows of one shard.
 *
 * @param file its name in the data set's folder; of one that belongs to another data set its path
 *     from there, or its URI
 * @param bytes size of the file
 * @param xxh64 checksum of the whole file, 16 hexadecimal digits
 * @param plainBytes that it takes in memory decompressed; 0 if it is not compressed
 */
public record ShardInfo(
    String file,
    int numExamples,
    long bytes,
    String xxh64,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long plainBytes)
    implements Serializable {

  /** Where it is, for a data set in this folder. */
  public String pathFrom(String folder) {
    return file.contains(":/") ? file : folder + "/" + file;
  }

  /** Whether it is in the folder of another data set. */
  public boolean liesElsewhere() {
    return file.contains("/");
  }

  /** The same shard, found in another way. */
  public ShardInfo at(String path) {
    return new ShardInfo(path, numExamples, bytes, xxh64, plainBytes);
  }

  /** What a reader that has it open holds: the file in memory, or what it decompressed. */
  public long openBytes() {
    return plainBytes == 0 ? bytes : plainBytes;
  }
}
