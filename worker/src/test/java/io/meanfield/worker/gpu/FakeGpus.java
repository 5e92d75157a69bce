package io.meanfield.worker.gpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** GPUs as their driver would describe them, and commands in place of nvidia-smi. */
public final class FakeGpus {
  public static final String AMPERE = "GPU-1, NVIDIA A100-SXM4-40GB, 8.0, 535.104.05, 40536, 40000";
  public static final String HOPPER = "GPU-2, NVIDIA H100 PCIe, 9.0, 550.54.15, 81559, 81000";

  private FakeGpus() {}

  /** Writes a shell script that can be run. */
  public static String command(Path folder, String script) {
    Path file = folder.resolve("fake-nvidia-smi.sh");
    try {
      Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!file.toFile().setExecutable(true)) {
      throw new IllegalStateException("expected to make %s executable".formatted(file));
    }
    return file.toString();
  }

  /** One that knows GPUs all of one kind. */
  public static String describing(Path folder, String gpu) {
    return command(folder, "echo '%s'".formatted(gpu));
  }
}
