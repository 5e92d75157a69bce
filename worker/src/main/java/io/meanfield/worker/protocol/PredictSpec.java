package io.meanfield.worker.protocol;

import io.meanfield.datasets.Labels;
import io.meanfield.datasets.source.Source;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.Transform;
import io.meanfield.zoo.NetworkDefinition;
import java.io.Serializable;

/**
 * A trained network and the raw data it is to be applied to.
 *
 * @param source needs no labels
 */
public record PredictSpec(
    Storage storage,
    Source source,
    Transform transform,
    Labels labels,
    NetworkDefinition network,
    float[] parameters)
    implements Serializable {}
