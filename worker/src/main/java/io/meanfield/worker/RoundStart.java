package io.meanfield.worker;

import io.meanfield.worker.sync.Slice;
import java.util.function.IntFunction;

/**
 * What an exact round starts from.
 *
 * @param parameters of all slices; not changed
 * @param slices gives one of them with its state; not changed either
 */
public record RoundStart(float[] parameters, IntFunction<Slice> slices) {}
