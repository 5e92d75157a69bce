package io.meanfield.benchmarks.sync;

import io.meanfield.benchmarks.NotAvailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Machines on a switch with slow links: network namespaces of this machine, which share its files
 * and processors but no network. Needs root on Linux.
 */
final class SlowNetwork implements AutoCloseable {
  private static final int COMMAND_SECONDS = 10;

  private final String prefix = "mf" + ProcessHandle.current().pid() + "-";
  private final List<String> machines = new ArrayList<>();
  private ServerProcess wires;

  /**
   * @throws NotAvailableException if the kernel does not allow it
   */
  SlowNetwork(Path folder, int numMachines, Link link) {
    try {
      List<String> names = IntStream.range(0, numMachines).mapToObj(i -> prefix + i).toList();
      wires = startSwitch(folder, link, names);
      for (String name : names) {
        join(name);
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  Seat seat(int machine) {
    return new Seat(address(machine), List.of("ip", "netns", "exec", machines.get(machine)));
  }

  private static ServerProcess startSwitch(Path folder, Link link, List<String> cards) {
    List<String> command =
        new ArrayList<>(
            Checkout.java(
                SlowSwitch.class,
                Long.toString(link.bitsPerSecond()),
                Long.toString(link.delay().toNanos())));
    command.addAll(cards);
    ServerProcess wires =
        ServerProcess.start(
            Seat.HERE.process(command), folder.resolve("switch.log"), SlowSwitch.READY);
    if (!wires.readyLine().equals(SlowSwitch.READY)) {
      wires.close();
      throw new NotAvailableException(
          "no network cards can be made here (/dev/net/tun, root only): " + wires.readyLine());
    }
    return wires;
  }

  /** Makes a machine and moves the card of its name there. */
  private void join(String name) {
    ip("netns", "add", name);
    machines.add(name);
    int number = machines.size() - 1;
    ip("link", "set", name, "netns", name);
    ip("-n", name, "link", "set", "lo", "up");
    ip("-n", name, "link", "set", name, "address", SlowSwitch.address(number));
    ip("-n", name, "link", "set", name, "mtu", Integer.toString(Tap.MTU_BYTES), "up");
    ip("-n", name, "addr", "add", address(number) + "/24", "dev", name);
  }

  private static String address(int machine) {
    return "10.77.0." + (machine + 1);
  }

  private static void ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new NotAvailableException(String.join(" ", command) + ": " + output);
      }
    } catch (IOException e) {
      throw new NotAvailableException("needs iproute2 on Linux: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, e);
    }
  }

  @Override
  public void close() {
    if (wires != null) {
      wires.close();
    }
    machines.forEach(name -> ip("netns", "del", name));
    machines.clear();
  }
}
