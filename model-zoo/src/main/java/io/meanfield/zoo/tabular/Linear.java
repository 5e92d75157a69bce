package io.meanfield.zoo.tabular;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.ModelConfig;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.StockLayers;
import org.deeplearning4j.nn.conf.inputs.InputType;

/** Softmax, logistic or linear regression: the output layer alone, on every number of the input. */
@JsonClassDescription("softmax, logistic or linear regression on vectors or images")
public record Linear() implements ModelConfig {

  @Override
  public NetworkDefinition define(InputShape input, OutputShape output, long seed) {
    var configuration =
        StockLayers.settings(seed)
            .list()
            .layer(StockLayers.output(output, 0))
            .setInputType(InputType.feedForward(input.flatSize("linear")))
            .build();
    return NetworkDefinition.of(configuration, input, output);
  }
}
