package io.meanfield.driver.spark;

import io.meanfield.worker.spark.HeldState;
import io.meanfield.worker.spark.StateBlocks;
import io.meanfield.worker.sync.RankPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
    return numbers(spark, blocks.places());
  }

  /** The numbers of ranks, one a partition, where a rank's first replica or slice is. */
  static JavaRDD<Integer> ofRanks(JavaSparkContext spark, RankPlan ranks, HeldState state) {
    StateBlocks<?> blocks = state.replicas().size() > 0 ? state.replicas() : state.slices();
    List<Seq<String>> places = blocks.places();
    return numbers(
        spark,
        IntStream.range(0, ranks.numRanks())
            .mapToObj(rank -> places.get(ranks.from(rank)))
            .toList());
  }

  private static JavaRDD<Integer> numbers(JavaSparkContext spark, List<Seq<String>> places) {
    List<Tuple2<Integer, Seq<String>>> numbers = new ArrayList<>();
    for (int number = 0; number < places.size(); number++) {
      numbers.add(new Tuple2<>(number, places.get(number)));
    }
    return spark.sc().makeRDD(CollectionConverters.asScala(numbers).toSeq(), NUMBER).toJavaRDD();
  }
}
