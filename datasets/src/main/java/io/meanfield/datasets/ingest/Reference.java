package io.meanfield.datasets.ingest;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a data set refers to the shards of others: by their path from there where both lie in one
 * folder, so that they can be moved together, and else by their URI. Immutable.
 *
 * @param folder of the data set that refers to others
 */
record Reference(Storage storage, String folder) {

  List<ShardInfo> to(Dataset other, Part part) throws IOException {
    String parent = storage.parent(storage.qualify(folder)) + "/";
    List<ShardInfo> shards = new ArrayList<>();
    for (ShardInfo shard : other.manifest().part(part).shards()) {
      String path = storage.qualify(shard.pathFrom(other.folder()));
      boolean isNeighbour = path.startsWith(parent);
      shards.add(shard.at(isNeighbour ? "../" + path.substring(parent.length()) : path));
    }
    return shards;
  }
}
