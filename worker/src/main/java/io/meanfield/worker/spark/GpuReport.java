package io.meanfield.worker.spark;

import java.io.Serializable;

/**
 * What an executor tells the driver as it starts.
 *
 * @param where the executor in words
 * @param isReady whether it computes on its GPU; if not it ends
 * @param words what it computes with, or a sentence why it does not
 */
record GpuReport(String where, boolean isReady, String words) implements Serializable {}
