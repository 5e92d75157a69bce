package io.meanfield.datasets.describe;

import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.Part;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import io.meanfield.datasets.plan.Offsets;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shards of all parts, in the order of the parts and of the manifest. Immutable.
 *
 * @param parts [shards]
 * @param shards [shards]
 */
public record ShardList(List<Part> parts, List<ShardInfo> shards) implements Serializable {
  public ShardList {
    parts = List.copyOf(parts);
    shards = List.copyOf(shards);
  }

  public static ShardList of(Manifest manifest) {
    List<Part> parts = new ArrayList<>();
    List<ShardInfo> shards = new ArrayList<>();
    for (Part part : Part.values()) {
      for (ShardInfo shard : manifest.part(part).shards()) {
        parts.add(part);
        shards.add(shard);
      }
    }
    return new ShardList(parts, shards);
  }

  public int size() {
    return shards.size();
  }

  /** Some places of the training part, or all, as far apart as can be, in their order. */
  public static List<Place> samples(Manifest manifest, int number) {
    PartInfo train = manifest.part(Part.TRAIN);
    Offsets rows = new Offsets(train.shardSizes());
    int size = (int) Math.min(number, rows.total());
    return IntStream.range(0, size)
        .mapToLong(i -> i * rows.total() / size)
        .mapToObj(row -> place(rows, row))
        .toList();
  }

  /** Where an example is, such as "train-00000-00000.arrow row 17". */
  public String inWords(Place place) {
    return "%s row %s".formatted(shards.get(place.shard()).file(), place.row());
  }

  private static Place place(Offsets rows, long row) {
    int shard = rows.pieceAt(row); // the training part comes first
    return new Place(shard, (int) (row - rows.start(shard)));
  }
}
