package io.meanfield.worker.protocol;

import io.meanfield.datasets.Part;
import io.meanfield.zoo.NetworkDefinition;
import java.io.Serializable;

/**
 * A network to be scored on one part of a data set.
 *
 * @param id tells it from every other in this application
 */
public record ScoreSpec(String id, NetworkDefinition network, DataSpec data, Part part)
    implements Serializable {}
