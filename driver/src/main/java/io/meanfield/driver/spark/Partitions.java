package io.meanfield.driver.spark;

import java.io.Serializable;
import java.util.Collection;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import scala.runtime.AbstractFunction1;

/** Some partitions of an RDD, the others of which are not computed. */
final class Partitions extends AbstractFunction1<Object, Object> implements Serializable {
  private static final long serialVersionUID = 1;

  private final TreeSet<Integer> numbers;

  private Partitions(Collection<Integer> numbers) {
    this.numbers = new TreeSet<>(numbers);
  }

  static <T> JavaRDD<T> only(Collection<Integer> numbers, JavaRDD<T> rdd) {
    return new JavaRDD<>(
        PartitionPruningRDD.create(rdd.rdd(), new Partitions(numbers)), rdd.classTag());
  }

  @Override
  public Object apply(Object number) {
    return numbers.contains((Integer) number);
  }
}
