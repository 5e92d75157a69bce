package io.meanfield.worker;

import io.meanfield.worker.protocol.ReplicaState;
import io.meanfield.worker.sync.Slice;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What ranks start a round from.
 *
 * @param parameters gives those of all slices; asked only where they are not known; not changed
 * @param slices gives one slice with its state; likewise
 * @param replicas gives the state of one replica, where each has its own
 */
public record RoundStart(
    Supplier<float[]> parameters, IntFunction<Slice> slices, IntFunction<ReplicaState> replicas) {}
