package io.meanfield.datasets.describe;

import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.transform.Explained;
import java.util.List;
import java.util.Map;

/**
 * What is in a published data set.
 *
 * @param features statistics of all parts together
 * @param samples some places of the training part, as far apart as can be, in their order
 * @param examples those of the samples and of all that repeats list
 */
public record Description(
    Dataset dataset,
    FeatureSummary features,
    LabelSummary labels,
    Repeats repeats,
    List<Place> samples,
    Map<Place, Example> examples) {
  public Description {
    samples = List.copyOf(samples);
    examples = Map.copyOf(examples);
  }

  /** An example to be shown; the brightest value of all images is shown as 255. */
  public Example example(Place place) {
    Example example = examples.get(place);
    return example.features() instanceof Explained.Image image
            && dataset.manifest().features() instanceof Features.Image
            && features instanceof FeatureSummary.Numbers values
        ? new Example(place, brightened(image, Math.max(1, values.max())), example.label())
        : example;
  }

  private static Explained.Image brightened(Explained.Image image, double brightest) {
    byte[] values = new byte[image.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Math.round(255 * Byte.toUnsignedInt(image.values()[i]) / brightest);
    }
    return new Explained.Image(image.height(), image.width(), image.channels(), values);
  }
}
