package io.meanfield.datasets.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.plan.StepPlan.Range;
import io.meanfield.datasets.plan.TrainingOrder.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTrainingOrder {
  private static final Member LARGE = new Member(new int[] {9, 0, 14, 8, 3}, 2, 1);
  private static final Member SMALL = new Member(new int[] {3, 4}, 1, 3);

  @Test
  void oneDataSetIsVisitedEpochByEpochAsIfThereWereNoMixtures() {
    int[] sizes = {50, 0, 50, 37, 4};
    TrainingOrder order = new TrainingOrder(List.of(new Member(sizes, 2, 1)), 9);
    for (int epoch = 0; epoch < 5; epoch++) {
      Range positions = new Range(7, 141);
      long[] expected = new EpochOrder(sizes, 9, epoch, 2).rows(positions);
      assertArrayEquals(expected, order.rows(epoch, positions));
    }
  }

  /** Written down position by position, with nothing but the pattern and the orders of epochs. */
  @Test
  void ofSeveralEachFillsItsPositionsWithItsOwnEpochs() {
    for (int seed = 0; seed < 100; seed++) {
      List<Member> members = randomMembers(seed);
      TrainingOrder order = new TrainingOrder(members, seed);
      int length = members.stream().mapToInt(TestTrainingOrder::size).sum();
      Interleaving owners = new Interleaving(members.stream().mapToInt(Member::weight).toArray());
      long[] visited = new long[members.size()];
      for (int epoch = 0; epoch < 4; epoch++) {
        long[] expected = new long[length];
        for (int i = 0; i < length; i++) {
          int owner = owners.ownerAt((long) epoch * length + i);
          expected[i] = row(members, owner, visited[owner]++, seed);
        }
        assertArrayEquals(expected, order.rows(epoch, new Range(0, length)), "seed " + seed);
      }
    }
  }

  @Test
  void eachExampleComesOnceInEachEpochOfItsDataSet() {
    TrainingOrder order = new TrainingOrder(List.of(LARGE, SMALL), 5);
    List<Long> ofLarge = new ArrayList<>();
    List<Long> ofSmall = new ArrayList<>();
    for (int epoch = 0; epoch < 12; epoch++) {
      for (long row : order.rows(epoch, new Range(0, 41))) {
        (row < 34 ? ofLarge : ofSmall).add(row);
      }
    }
    assertEquals(12 * 41 / 4, ofLarge.size());
    assertEquals(12 * 41 / 4 * 3, ofSmall.size());
    assertComeOnceEach(ofLarge, 0, 34);
    assertComeOnceEach(ofSmall, 34, 41);
  }

  @Test
  void weightsThatAreSizesVisitEverythingOnceAnEpoch() {
    for (int seed = 0; seed < 100; seed++) {
      List<Member> members =
          randomMembers(seed).stream()
              .map(it -> new Member(it.shardSizes(), it.shuffleBlockShards(), size(it)))
              .toList();
      TrainingOrder order = new TrainingOrder(members, seed);
      int length = members.stream().mapToInt(TestTrainingOrder::size).sum();
      for (int epoch = 0; epoch < 3; epoch++) {
        long[] rows = order.rows(epoch, new Range(0, length));
        Arrays.sort(rows);
        assertArrayEquals(LongStream.range(0, length).toArray(), rows);
      }
    }
  }

  @Test
  void anyPositionCanBeEnteredByAnOrderMadeAnew() {
    List<Member> members = List.of(SMALL, LARGE, new Member(new int[] {1}, 1, 2));
    long[][] whole = new long[6][];
    TrainingOrder order = new TrainingOrder(members, 3);
    Arrays.setAll(whole, epoch -> order.rows(epoch, new Range(0, 42)));
    Random random = new Random(1);
    TrainingOrder jumping = new TrainingOrder(members, 3);
    for (int trial = 0; trial < 500; trial++) {
      int epoch = random.nextInt(6);
      int from = random.nextInt(42);
      int to = from + random.nextInt(43 - from);
      long[] expected = Arrays.copyOfRange(whole[epoch], from, to);
      assertArrayEquals(expected, jumping.rows(epoch, new Range(from, to)));
      TrainingOrder resumed = new TrainingOrder(members, 3);
      assertArrayEquals(expected, resumed.rows(epoch, new Range(from, to)));
    }
  }

  @Test
  void theShardsThatAreToldAreThoseThatAreVisited() {
    List<Member> members = List.of(LARGE, SMALL);
    Offsets rows = new Offsets(new int[] {9, 0, 14, 8, 3, 3, 4});
    TrainingOrder order = new TrainingOrder(members, 5);
    Set<Integer> comingNext = Set.of();
    List<Long> before = null;
    for (int epoch = 0; epoch < 8; epoch++) {
      for (int position = 0; position < 41; position++) {
        int visited = rows.pieceAt(order.rows(epoch, new Range(position, position + 1))[0]);
        List<Integer> told = order.shardsFrom(epoch, position, 8);
        int numNow = numShards(order.blocksAt(epoch, position));
        Set<Integer> now = new HashSet<>(told.subList(0, numNow));
        assertTrue(now.contains(visited), visited + " is not in " + now);
        List<Long> blocks = order.blocksAt(epoch, position);
        if (before != null && !blocks.equals(before)) {
          assertTrue(comingNext.containsAll(now), "nobody said that " + now + " come");
        }
        comingNext = new HashSet<>(told);
        before = blocks;
      }
    }
  }

  @Test
  void nothingComesAfterTheLastEpoch() {
    TrainingOrder order = new TrainingOrder(List.of(new Member(new int[] {5, 5}, 2, 1)), 1);
    assertEquals(4, order.shardsFrom(0, 9, 2).size());
    assertEquals(2, order.shardsFrom(1, 9, 2).size());
  }

  @Test
  void theOrderOfAKnownMixtureNeverChanges() {
    TrainingOrder order =
        new TrainingOrder(
            List.of(new Member(new int[] {4, 4}, 2, 1), new Member(new int[] {2, 2}, 1, 2)), 1);
    assertEquals(
        "[9, 7, 8, 10, 6, 11, 8, 3, 9, 11, 1, 10]",
        Arrays.toString(order.rows(1, new Range(0, 12))));
  }

  @Test
  void positionsOutsideAnEpochAreRefused() {
    TrainingOrder order = new TrainingOrder(List.of(LARGE, SMALL), 1);
    assertThrows(IndexOutOfBoundsException.class, () -> order.rows(0, new Range(40, 42)));
    assertArrayEquals(new long[0], order.rows(0, new Range(41, 41)));
  }

  /**
   * Of the blocks of both: two shards of the large one but for its last block, one of the small.
   */
  private static int numShards(List<Long> blocks) {
    return (blocks.get(0) % 3 == 2 ? 1 : 2) + 1;
  }

  private static long row(List<Member> members, int owner, long place, long seed) {
    long first = members.subList(0, owner).stream().mapToInt(TestTrainingOrder::size).sum();
    Member member = members.get(owner);
    long own = members.size() == 1 ? seed : CounterHash.hash(seed, owner);
    long at = place % size(member);
    EpochOrder epoch =
        new EpochOrder(member.shardSizes(), own, place / size(member), member.shuffleBlockShards());
    return first + epoch.rows(new Range(at, at + 1))[0];
  }

  private static List<Member> randomMembers(int seed) {
    Random random = new Random(seed);
    return IntStream.range(0, 1 + random.nextInt(6))
        .mapToObj(
            i -> {
              int[] sizes = random.ints(1 + random.nextInt(4), 0, 9).toArray();
              sizes[0]++;
              return new Member(sizes, 1 + random.nextInt(3), 1 + random.nextInt(9));
            })
        .toList();
  }

  private static int size(Member member) {
    return IntStream.of(member.shardSizes()).sum();
  }

  private static void assertComeOnceEach(List<Long> rows, long from, long to) {
    int size = (int) (to - from);
    for (int start = 0; start + size <= rows.size(); start += size) {
      List<Long> once = rows.subList(start, start + size).stream().sorted().toList();
      assertEquals(LongStream.range(from, to).boxed().toList(), once);
    }
  }
}
