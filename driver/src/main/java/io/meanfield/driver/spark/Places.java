package io.meanfield.driver.spark;

import io.meanfield.worker.spark.StateBlocks;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Has tasks run where the parts of a state are. */
final class Places {
  private static final ClassTag<Integer> NUMBER = ClassTag$.MODULE$.apply(Integer.class);

  private Places() {}

  /** The numbers of the parts, one a partition. */
  static JavaRDD<Integer> of(JavaSparkContext spark, StateBlocks<?> blocks) {
    List<Seq<String>> places = blocks.places();
    List<Tuple2<Integer, Seq<String>>> numbers = new ArrayList<>();
    for (int number = 0; number < places.size(); number++) {
      numbers.add(new Tuple2<>(number, places.get(number)));
    }
    return spark.sc().makeRDD(CollectionConverters.asScala(numbers).toSeq(), NUMBER).toJavaRDD();
  }
}
