package io.meanfield.datasets.ingest;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Spark in this process. */
final class LocalSpark {
  private LocalSpark() {}

  /** On two cores. */
  static JavaSparkContext start() {
    return new JavaSparkContext(conf("local[2]"));
  }

  /** On two cores, with SQL. */
  static SparkSession session() {
    return SparkSession.builder()
        .config(conf("local[2]"))
        .config("spark.sql.shuffle.partitions", "3")
        .getOrCreate();
  }

  static SparkConf conf(String master) {
    return new SparkConf()
        .setMaster(master)
        .setAppName("test")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1");
  }
}
