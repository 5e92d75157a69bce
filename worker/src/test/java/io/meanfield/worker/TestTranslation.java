package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.shard.BatchReader;
import io.meanfield.worker.optim.Adam;
import io.meanfield.worker.protocol.DataSpec;
import io.meanfield.worker.protocol.RunSpec;
import io.meanfield.worker.protocol.StepTally;
import io.meanfield.worker.sync.Average;
import io.meanfield.zoo.Head;
import io.meanfield.zoo.InputShape;
import io.meanfield.zoo.NetworkDefinition;
import io.meanfield.zoo.OutputShape;
import io.meanfield.zoo.Tensors;
import io.meanfield.zoo.text.Transformer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that tell a translation word by word, trained and scored at its words. */
@Tag("unit")
class TestTranslation {
  private static final int NUM_PAIRS = 101;
  private static final int MARK = PatternPairs.PAIRS.features().mark();

  @TempDir private static Path folder;
  private static DataSpec data;

  @BeforeAll
  static void publish() throws Exception {
    data = PatternPairs.publish(folder, NUM_PAIRS);
  }

  private static NetworkDefinition network() {
    int vocabularySize = MARK + 1;
    return new Transformer(1, 16, 2, 0)
        .define(
            new InputShape.Pair(4, 5, vocabularySize),
            new OutputShape(vocabularySize, Head.TOKENS),
            5);
  }

  /** Words of translations, and the mark at the end of each. */
  private static long numTargetWords() {
    long numWords = 0;
    for (int i = 0; i < NUM_PAIRS; i++) {
      numWords += 1 + i % 4 + 1;
    }
    return numWords;
  }

  @Test
  void theNetworkReadsTextAndMarkAndIsAskedForTheTranslationAndTheMark() throws Exception {
    try (BatchReader reader = data.open(Part.TRAIN)) {
      Tensors second = BatchTensors.of(reader.read(new Range(1, 2)), network());
      int[] text = second.features().toIntVector();
      int[] labels = second.labels().toIntVector();
      assertArrayEquals(
          new int[] {text[0], text[1], 0, 0, MARK, labels[0], labels[1], MARK, 0}, text);
      assertArrayEquals(new int[] {text[0] + 3, text[1] + 3, MARK, 0, 0}, labels);
      assertArrayEquals(new int[] {1, 1, 0, 0, 1, 1, 1, 0, 0}, second.mask().toIntVector());
      assertArrayEquals(new int[] {1, 1, 1, 0, 0}, second.maskOfLabels().toIntVector());
    }
  }

  @Test
  void aNetworkOfZerosTakesAllWordsForEquallyLikely() throws Exception {
    RunSpec run = run();
    float[] zeros = new float[run.layout().length()];
    StepTally tally = SmallRuns.score(run, zeros, new Range(0, NUM_PAIRS));
    assertEquals(numTargetWords(), tally.examples());
    assertEquals(Math.log(MARK + 1), tally.lossSum() / tally.examples(), 1e-6);
  }

  @Test
  void trainingLearnsToTranslate() throws Exception {
    RunSpec run = run();
    float[] parameters = SmallRuns.parametersAfter(120, run);
    StepTally whole = SmallRuns.score(run, parameters, new Range(0, NUM_PAIRS));
    assertEquals(numTargetWords(), whole.examples());
    assertTrue( // without the text, 0.38 at best
        whole.right() > 0.6 * whole.examples(), () -> "right " + whole.right());
    SmallRuns.assertSameInParts(whole, run, parameters, NUM_PAIRS);
  }

  private static RunSpec run() {
    TrainingConfig training = SmallRuns.training(2, 8, new Adam(0.01, 0.9, 0.999, 1e-8));
    return SmallRuns.run(data, network(), training, new Average(2));
  }
}
