package io.meanfield.worker.spark;

import com.codahale.metrics.MetricRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.resource.ResourceInformation;

/** What Spark gives an executor's plugin, without Spark: remembers what the driver is told. */
record FakePluginContext(
    SparkConf conf, Map<String, ResourceInformation> resources, List<Object> told)
    implements PluginContext {

  /** An executor with some GPUs. */
  static FakePluginContext of(SparkConf conf, String... addresses) {
    return new FakePluginContext(
        conf, Map.of("gpu", new ResourceInformation("gpu", addresses)), new ArrayList<>());
  }

  @Override
  public MetricRegistry metricRegistry() {
    return new MetricRegistry();
  }

  @Override
  public String executorID() {
    return "3";
  }

  @Override
  public String hostname() {
    throw new IllegalStateException("executors do not know it");
  }

  @Override
  public void send(Object message) {
    told.add(message);
  }

  @Override
  public Object ask(Object message) {
    told.add(message);
    return null;
  }
}
