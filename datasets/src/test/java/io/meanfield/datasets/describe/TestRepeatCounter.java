package io.meanfield.datasets.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.Part;
import io.meanfield.datasets.ShardInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a comparison of every example with every other one. */
@Tag("unit")
class TestRepeatCounter {
  private static final List<Part> PARTS =
      List.of(Part.TRAIN, Part.TRAIN, Part.VALIDATION, Part.TEST);

  private static final ShardList SHARDS =
      new ShardList(
          PARTS, Collections.nCopies(PARTS.size(), new ShardInfo("a.arrow", 100, 1, "sha", 0)));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theSameIsFoundInAnyOrderAndNumberOfBuckets(int seed) {
    Random random = new Random(seed);
    List<Fingerprint> examples = new ArrayList<>();
    for (int shard = 0; shard < PARTS.size(); shard++) {
      for (int row = 0; row < 60; row++) {
        long features = random.nextInt(20 * seed);
        int label = random.nextInt(8) == 0 ? 1 : 0;
        examples.add(new Fingerprint(features % 5, features, label, new Place(shard, row)));
      }
    }
    List<Fingerprint> shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, random);
    int numBuckets = 1 + random.nextInt(4);
    Repeats found = Repeats.NONE;
    for (int bucket = 0; bucket < numBuckets; bucket++) {
      RepeatCounter counter = new RepeatCounter(SHARDS);
      for (Fingerprint example : shuffled) {
        if (example.bucket(numBuckets) == bucket) {
          counter.add(example);
        }
      }
      found = counter.finish().and(found);
    }

    assertFinding(
        examples,
        found.duplicates(),
        (some, other) -> part(some) == part(other) && other.place().compareTo(some.place()) < 0);
    assertFinding(examples, found.conflicts(), (some, other) -> some.label() != other.label());
    assertFinding(examples, found.trainInValidation(), across(Part.TRAIN, Part.VALIDATION));
    assertFinding(examples, found.trainInTest(), across(Part.TRAIN, Part.TEST));
    assertFinding(examples, found.validationInTest(), across(Part.VALIDATION, Part.TEST));
  }

  @Test
  void differentExamplesAreNoRepeats() {
    RepeatCounter counter = new RepeatCounter(SHARDS);
    for (int row = 0; row < 100; row++) {
      counter.add(new Fingerprint(row, 7, 0, new Place(0, row)));
      counter.add(new Fingerprint(7, -row - 1, 0, new Place(3, row)));
    }
    assertEquals(Repeats.NONE, counter.finish());
  }

  @Test
  void theLargestAndSmallestLabelsAreLabelsLikeOthers() {
    RepeatCounter counter = new RepeatCounter(SHARDS);
    counter.add(new Fingerprint(1, 1, Long.MAX_VALUE, new Place(0, 3)));
    counter.add(new Fingerprint(1, 1, Long.MIN_VALUE, new Place(0, 2)));
    counter.add(new Fingerprint(2, 2, Long.MAX_VALUE, new Place(0, 4)));
    counter.add(new Fingerprint(2, 2, Long.MAX_VALUE, new Place(0, 5)));
    assertEquals(
        new Finding(1, 2, List.of(new Repeat(new Place(0, 2), new Place(0, 3), 2))),
        counter.finish().conflicts());
  }

  private static BiPredicate<Fingerprint, Fingerprint> across(Part from, Part to) {
    return (some, other) -> part(some) == to && part(other) == from;
  }

  /**
   * Counts examples for which there is another one of the same features so that both are counted
   * together, and looks whether the listed pairs are such and the first ones.
   */
  private static void assertFinding(
      List<Fingerprint> examples, Finding found, BiPredicate<Fingerprint, Fingerprint> counts) {
    List<Fingerprint> counted =
        examples.stream()
            .filter(
                some ->
                    examples.stream()
                        .anyMatch(other -> isSame(some, other) && counts.test(some, other)))
            .toList();
    List<Long> features = counted.stream().map(Fingerprint::low).distinct().toList();
    assertEquals(counted.size(), found.numExamples());
    assertEquals(features.size(), found.numFeatures());
    assertEquals(Math.min(Finding.MAX_LISTED, features.size()), found.first().size());
    List<Place> firstPlaces =
        features.stream()
            .map(
                feature ->
                    examples.stream()
                        .filter(some -> some.low() == feature)
                        .filter(
                            some ->
                                examples.stream()
                                    .anyMatch(
                                        other ->
                                            isSame(some, other)
                                                && (counts.test(other, some)
                                                    || counts.test(some, other))))
                        .map(Fingerprint::place)
                        .min(Place::compareTo)
                        .orElseThrow())
            .sorted()
            .limit(Finding.MAX_LISTED)
            .toList();
    assertEquals(firstPlaces, found.first().stream().map(Repeat::first).toList());
    for (Repeat repeat : found.first()) {
      Fingerprint first = at(examples, repeat.first());
      Fingerprint second = at(examples, repeat.second());
      assertEquals(true, isSame(first, second) && counts.test(second, first), repeat::toString);
      long numSame = examples.stream().filter(some -> some.low() == first.low()).count();
      assertEquals(numSame, repeat.numExamples());
    }
  }

  private static boolean isSame(Fingerprint some, Fingerprint other) {
    return some.high() == other.high()
        && some.low() == other.low()
        && !some.place().equals(other.place());
  }

  private static Fingerprint at(List<Fingerprint> examples, Place place) {
    return examples.stream().filter(some -> some.place().equals(place)).findFirst().orElseThrow();
  }

  private static Part part(Fingerprint example) {
    return PARTS.get(example.place().shard());
  }
}
