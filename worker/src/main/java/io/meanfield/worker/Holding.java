package io.meanfield.worker;

import io.meanfield.worker.FlatUpdater.Memory;
import io.meanfield.worker.sync.Slice;
import io.meanfield.worker.sync.SlicePlan;
import io.meanfield.worker.sync.Stretch;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a rank holds of some slices: their newest state, and for who may have to begin again the one
 * before it, because ranks can be one step apart when one of them is lost. Changed by the thread of
 * its rank, and read by others after that has ended.
 */
final class Holding {
  private final SlicePlan plan;
  private final List<Integer> slices;
  private final Stretch stretch;
  private final float[] gradients;
  private Version newest;
  private Version previous;
  private Version next;

  /**
   * @param slices consecutive
   * @param newest of all of them together
   */
  Holding(SlicePlan plan, List<Integer> slices, Version newest) {
    this.plan = plan;
    this.slices = List.copyOf(slices);
    this.stretch = new Stretch(plan.from(slices.get(0)), plan.to(slices.get(slices.size() - 1)));
    this.gradients = new float[stretch.length()];
    this.newest = newest;
  }

  List<Integer> slices() {
    return slices;
  }

  Stretch stretch() {
    return stretch;
  }

  /** Where the gradients of its stretch are to be summed. */
  float[] gradients() {
    return gradients;
  }

  Version newest() {
    return newest;
  }

  /** Says what the newest state's steps of the round were taken of so far. */
  void count(Counts soFar) {
    newest = newest.at(newest.step(), soFar);
  }

  /** Begins a step in place. What was before is lost. */
  void begin() {
    next = newest;
  }

  /** Begins a step beside the newest state, which stays what it is until the step is done. */
  void beginBeside() {
    next = previous == null ? Version.empty(0, stretch.length(), newest.state().length) : previous;
    previous = null;
  }

  /**
   * What an update of a part needs: the newest parameters, and those of the step begun. To be
   * called once a step and part, before the update.
   */
  Memory prepare(Stretch part) {
    if (next == newest) {
      return before();
    }
    next.copyState(newest, index(part), part.length()); // just before it is needed
    return new Memory(
        stretch.from(),
        FloatBuffer.wrap(newest.parameters()),
        FloatBuffer.wrap(next.parameters()),
        FloatBuffer.wrap(gradients),
        next.state());
  }

  /** What a step begins with. */
  Memory before() {
    return Memory.inPlace(
        stretch.from(),
        FloatBuffer.wrap(newest.parameters()),
        FloatBuffer.wrap(gradients),
        newest.state());
  }

  /** The step is done. */
  void end(long step, Counts counts) {
    previous = next.parameters() == newest.parameters() ? null : newest;
    newest = next.at(step, newest.counts().plus(counts));
  }

  /** The states that are whole. */
  List<Version> versions() {
    return Stream.of(newest, previous).filter(version -> version != null).toList();
  }

  /** The state after so many steps, if it is held. */
  Optional<Version> after(long step) {
    return versions().stream().filter(version -> version.step() == step).findFirst();
  }

  /** Where one of its slices lies. */
  Stretch stretch(int slice) {
    return plan.stretch(slice);
  }

  /** A copy of one slice's newest state. */
  Slice slice(int number) {
    int from = index(stretch(number));
    int to = from + plan.size(number);
    return new Slice(
        Arrays.copyOfRange(newest.parameters(), from, to),
        Arrays.stream(newest.state())
            .map(vector -> Arrays.copyOfRange(vector, from, to))
            .toArray(float[][]::new));
  }

  /** Where a stretch of its own begins in its vectors. */
  int index(Stretch part) {
    return part.from() - stretch.from();
  }
}
