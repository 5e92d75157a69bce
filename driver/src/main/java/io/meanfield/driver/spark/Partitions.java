package io.meanfield.driver.spark;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import scala.runtime.AbstractFunction1;

/** Some partitions of an RDD, the others of which are not computed. */
final class Partitions extends AbstractFunction1<Object, Object> implements Serializable {
  private static final long serialVersionUID = 1;

  private final TreeSet<Integer> numbers;
  private final boolean isWanted;

  private Partitions(Set<Integer> numbers, boolean isWanted) {
    this.numbers = new TreeSet<>(numbers);
    this.isWanted = isWanted;
  }

  static <T> JavaRDD<T> only(Set<Integer> numbers, JavaRDD<T> rdd) {
    return pruned(rdd, new Partitions(numbers, true));
  }

  static <T> JavaRDD<T> except(Set<Integer> numbers, JavaRDD<T> rdd) {
    return pruned(rdd, new Partitions(numbers, false));
  }

  private static <T> JavaRDD<T> pruned(JavaRDD<T> rdd, Partitions filter) {
    return new JavaRDD<>(PartitionPruningRDD.create(rdd.rdd(), filter), rdd.classTag());
  }

  @Override
  public Object apply(Object number) {
    return numbers.contains((Integer) number) == isWanted;
  }
}
