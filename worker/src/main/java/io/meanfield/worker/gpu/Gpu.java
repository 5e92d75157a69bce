package io.meanfield.worker.gpu;

import java.util.List;

/**
 * One GPU of this machine.
 *
 * @param uuid by which CUDA can be told to see this one alone
 * @param name of its kind
 * @param capability the generation of machine code that it runs
 * @param driver the version of the machine's driver
 * @param memory of the device
 */
public record Gpu(
    String uuid, String name, DottedNumber capability, DottedNumber driver, Memory memory) {
  /** In the order of {@link #parse}. */
  static final List<String> FIELDS =
      List.of("uuid", "name", "compute_cap", "driver_version", "memory.total", "memory.free");

  /** Of a device, in MiB. */
  public record Memory(long totalMib, long freeMib) {}

  /**
   * What nvidia-smi writes of one GPU as comma-separated values without units.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static Gpu parse(String line) {
    String[] values = line.strip().split("\\s*,\\s*");
    if (values.length != FIELDS.size()) {
      throw new IllegalArgumentException("expected " + FIELDS + ", found " + line);
    }
    return new Gpu(
        values[0],
        values[1],
        new DottedNumber(values[2]),
        new DottedNumber(values[3]),
        new Memory(Long.parseLong(values[4]), Long.parseLong(values[5])));
  }

  /** Its kind in words: GPUs of equal words compute with the same machine code. */
  public String kind() {
    return "%s with compute capability %s".formatted(name, capability);
  }
}
