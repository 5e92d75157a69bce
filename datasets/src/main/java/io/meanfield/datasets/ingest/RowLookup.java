package io.meanfield.datasets.ingest;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.describe.Example;
import io.meanfield.datasets.describe.ExampleReader;
import io.meanfield.datasets.describe.Place;
import io.meanfield.datasets.shard.EncodedRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.Function;

/** From places in one shard, serialized, to the examples there, or the DataException of it. */
record RowLookup(PublishedShards shards) implements Function<byte[], byte[]> {

  @Override
  @SuppressWarnings("unchecked") // what the driver wrote
  public byte[] call(byte[] serialized) throws IOException {
    List<Place> places = (List<Place>) Wire.deserialize(serialized);
    try (EncodedRows rows = shards.open(places.get(0).shard())) {
      ExampleReader reader = new ExampleReader(shards.dataset().manifest());
      ArrayList<Example> examples = new ArrayList<>();
      for (Place place : places) {
        examples.add(reader.read(place, rows.features(place.row()), rows.label(place.row())));
      }
      return Wire.serialize(examples);
    } catch (DataException e) {
      return Wire.serialize(e);
    }
  }
}
