package io.meanfield.datasets.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.plan.StepPlan.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestEpochOrder {

  @Test
  void everyExampleComesOnceAnEpochForAnyShardsReplicasAndBatch() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int[] sizes = random.ints(1 + random.nextInt(12), 0, 40).toArray();
      sizes[0]++;
      long numExamples = Arrays.stream(sizes).sum();
      EpochOrder order = new EpochOrder(sizes, seed, seed % 5, 1 + random.nextInt(5));
      int replicas = 1 + random.nextInt((int) Math.min(8, numExamples));
      StepPlan plan = new StepPlan(order.numExamples(), replicas, 1 + random.nextInt(16));
      long[] rows = visitedRows(order, plan);
      assertArrayEquals(all(order), rows, "every step goes on where the last one ended");
      Arrays.sort(rows);
      assertArrayEquals(LongStream.range(0, numExamples).toArray(), rows, "seed " + seed);
    }
  }

  @Test
  void theGlobalOrderDoesNotDependOnReplicasAndBatch() {
    EpochOrder order = new EpochOrder(new int[] {50, 50, 37}, 1, 2, 2);
    long[] expected = visitedRows(order, new StepPlan(137, 1, 1));
    for (int replicas = 1; replicas < 9; replicas++) {
      for (int batch = 1; batch < 20; batch++) {
        StepPlan plan = new StepPlan(137, replicas, batch);
        assertArrayEquals(expected, visitedRows(order, plan), plan.toString());
      }
    }
  }

  @Test
  void anyPositionCanBeResumedFromByAnOrderMadeAnew() {
    int[] sizes = {100, 200, 300, 7};
    long[] whole = all(new EpochOrder(sizes, 9, 4, 2));
    for (int from : new int[] {0, 1, 99, 100, 350, 606}) {
      EpochOrder resumed = new EpochOrder(sizes, 9, 4, 2);
      long[] rest = resumed.rows(new Range(from, whole.length));
      assertArrayEquals(Arrays.copyOfRange(whole, from, whole.length), rest);
    }
  }

  @Test
  void epochsAndSeedsGiveDifferentOrders() {
    Set<List<Long>> orders = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      for (long epoch = 0; epoch < 20; epoch++) {
        EpochOrder order = new EpochOrder(new int[] {20, 20, 20}, seed, epoch, 10);
        orders.add(Arrays.stream(all(order)).boxed().toList());
      }
    }
    assertEquals(400, orders.size());
  }

  @Test
  void theOrderOfAKnownEpochNeverChanges() {
    EpochOrder order = new EpochOrder(new int[] {4, 4, 4}, 1, 0, 2);
    assertEquals("[8, 5, 10, 6, 4, 7, 9, 11, 3, 2, 0, 1]", Arrays.toString(all(order)));
  }

  @Test
  void onlyTheShardsOfOneBlockAreVisitedAtATime() {
    int shardSize = 16;
    int[] sizes = new int[23];
    Arrays.fill(sizes, shardSize);
    long[] rows = all(new EpochOrder(sizes, 3, 1, 5));
    Set<Long> earlier = new HashSet<>();
    for (int from = 0; from < rows.length; from += 5 * shardSize) {
      long[] block = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + 5 * shardSize));
      Set<Long> shards = new HashSet<>();
      Arrays.stream(block).forEach(row -> shards.add(row / shardSize));
      assertEquals(block.length / shardSize, shards.size());
      assertTrue(shards.stream().allMatch(earlier::add), "a shard is in one block only");
    }
    assertEquals(23, earlier.size());
  }

  @Test
  void aBlockTellsWhichShardsItVisits() {
    int[] sizes = {5, 0, 7, 3, 9, 1, 4};
    Offsets rows = new Offsets(sizes);
    EpochOrder order = new EpochOrder(sizes, 5, 2, 3);
    assertEquals(3, order.numBlocks());
    List<Set<Integer>> visited = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (long position = 0; position < order.numExamples(); position++) {
      visited
          .get(order.blockAt(position))
          .add(rows.pieceAt(order.rows(new Range(position, position + 1))[0]));
    }
    for (int block = 0; block < 3; block++) {
      Set<Integer> told = new HashSet<>(order.shardsOf(block));
      told.remove(1); // has no rows
      assertEquals(visited.get(block), told);
    }
  }

  @Test
  void shardsOfABlockAreMixedAndBlocksComeInNoFixedOrder() {
    int[] sizes = {1000, 1000, 1000, 1000};
    Set<Long> firstShards = new HashSet<>();
    for (int epoch = 0; epoch < 40; epoch++) {
      EpochOrder order = new EpochOrder(sizes, 1, epoch, 2);
      long[] shards =
          Arrays.stream(order.rows(new Range(0, 2000))).map(row -> row / 1000).toArray();
      firstShards.add(shards[0]);
      long changes =
          LongStream.range(1, 2000).filter(p -> shards[(int) p] != shards[(int) p - 1]).count();
      // A fair coin changes sides 1000 times in 2000 tosses, give or take 22.
      assertTrue(Math.abs(changes - 1000) < 110, changes + " changes of shard in epoch " + epoch);
    }
    assertEquals(Set.of(0L, 1L, 2L, 3L), firstShards);
  }

  @Test
  void everyExampleHasTheSameChanceToComeFirst() {
    int[] sizes = {5, 5, 5, 5};
    int[] counts = new int[20];
    for (int epoch = 0; epoch < 20_000; epoch++) {
      counts[(int) new EpochOrder(sizes, 7, epoch, 4).rows(new Range(0, 1))[0]]++;
    }
    double chiSquared = Arrays.stream(counts).mapToDouble(c -> Math.pow(c - 1000, 2) / 1000).sum();
    // 19 degrees of freedom, one in a thousand: 43.8.
    assertTrue(
        chiSquared < 43.8, "chi squared %f of %s".formatted(chiSquared, Arrays.toString(counts)));
  }

  @Test
  void positionsOutsideTheEpochAndEmptyBlocksAreRefused() {
    EpochOrder order = new EpochOrder(new int[] {3}, 1, 1, 1);
    assertThrows(IndexOutOfBoundsException.class, () -> order.rows(new Range(2, 4)));
    assertThrows(IndexOutOfBoundsException.class, () -> order.rows(new Range(3, 4)));
    assertArrayEquals(new long[0], order.rows(new Range(3, 3)));
    assertThrows(IllegalArgumentException.class, () -> new EpochOrder(new int[] {3}, 1, 1, 0));
    assertEquals(0, new EpochOrder(new int[] {}, 1, 1, 10).numExamples());
  }

  private static long[] visitedRows(EpochOrder order, StepPlan plan) {
    List<Long> rows = new ArrayList<>();
    for (long step = 0; step < plan.stepsPerEpoch(); step++) {
      for (int replica = 0; replica < plan.replicas(); replica++) {
        Range range = plan.range(step, replica);
        Arrays.stream(order.rows(range)).forEach(rows::add);
      }
    }
    return rows.stream().mapToLong(Long::longValue).toArray();
  }

  private static long[] all(EpochOrder order) {
    return order.rows(new Range(0, order.numExamples()));
  }
}
