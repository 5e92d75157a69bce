package io.meanfield.datasets.describe;

import io.meanfield.datasets.Digits;
import io.meanfield.datasets.Labels;
import io.meanfield.datasets.Manifest;
import io.meanfield.datasets.transform.Explained;
import io.meanfield.datasets.transform.Transform;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes examples readable of what shards hold. Immutable. */
public final class ExampleReader {
  private final Transform transform;
  private final Labels labels;

  public ExampleReader(Manifest manifest) {
    transform = manifest.transform();
    labels = manifest.labels();
  }

  public Example read(Place place, ByteBuffer encodedFeatures, ByteBuffer encodedLabel) {
    Explained features = transform.explain(encodedFeatures);
    return new Example(
        place,
        features instanceof Explained.Image image ? Thumbnail.of(image) : features,
        label(encodedLabel));
  }

  private String label(ByteBuffer encoded) {
    List<String> names = labels.names();
    int start = encoded.position();
    return labels instanceof Labels.Classes
        ? names.get(encoded.getInt(start))
        : IntStream.range(0, names.size())
            .mapToObj(
                i -> names.get(i) + "=" + Digits.of(encoded.getFloat(start + i * Float.BYTES)))
            .collect(Collectors.joining(", "));
  }
}
