package io.meanfield.worker;

import io.meanfield.worker.sync.Slice;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What an exact round starts from.
 *
 * @param parameters gives those of all slices; asked only where they are not known; not changed
 * @param slices gives one slice with its state; likewise
 */
public record RoundStart(Supplier<float[]> parameters, IntFunction<Slice> slices) {}
