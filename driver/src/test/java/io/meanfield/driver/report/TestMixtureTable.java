package io.meanfield.driver.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.MixMember;
import io.meanfield.datasets.PartInfo;
import io.meanfield.datasets.ShardInfo;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestMixtureTable {
  private static final PartInfo TRAIN = PartInfo.of(List.of(shard(900), shard(100), shard(3000)));

  @Test
  void tellsHowOftenAnEpochVisitsEachDataSet() {
    PartInfo mixed =
        TRAIN.mixedOf(List.of(new MixMember("reviews", 3, 2), new MixMember("tweets", 1, 1)));
    assertEquals(
        """
        mixed in training  weight  share  examples  times an epoch
        reviews                 3  75.0%     1,000            3.00
        tweets                  1  25.0%     3,000            0.33
        """,
        MixtureTable.text(mixed));
  }

  @Test
  void isEmptyOfADataSetThatIsNoMixture() {
    assertEquals("", MixtureTable.text(TRAIN));
  }

  private static ShardInfo shard(int numExamples) {
    return new ShardInfo("train.arrow", numExamples, 1000, "sha", 0);
  }
}
