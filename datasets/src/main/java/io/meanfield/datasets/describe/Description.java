package io.meanfield.datasets.describe;

import io.meanfield.datasets.Dataset;
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

  public Example example(Place place) {
    return examples.get(place);
  }
}
