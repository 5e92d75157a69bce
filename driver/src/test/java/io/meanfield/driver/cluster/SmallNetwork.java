package io.meanfield.driver.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Machines that see each other through a bridge: network namespaces, which share the files and
 * processors of this machine. Needs root on Linux, and iproute2.
 */
final class SmallNetwork implements AutoCloseable {
  private static final int COMMAND_SECONDS = 10;

  private final String prefix = "mf" + ProcessHandle.current().pid();
  private final List<String> namespaces = new ArrayList<>();

  private SmallNetwork() {}

  /** One, or empty with a sentence why there cannot be one. */
  record Attempt(Optional<SmallNetwork> network, String whyNot) {}

  static Attempt of(int numMachines) {
    SmallNetwork network = new SmallNetwork();
    try {
      network.build(numMachines);
      return new Attempt(Optional.of(network), "");
    } catch (IOException e) {
      network.close();
      return new Attempt(
          Optional.empty(), "network namespaces cannot be had here: " + e.getMessage());
    }
  }

  private void build(int numMachines) throws IOException {
    String hub = add("hub");
    ip("-n", hub, "link", "add", "bridge", "type", "bridge");
    ip("-n", hub, "link", "set", "bridge", "up");
    for (int i = 0; i < numMachines; i++) {
      String machine = add("m" + i);
      String port = "port" + i;
      ip("-n", hub, "link", "add", port, "type", "veth", "peer", "name", "card", "netns", machine);
      ip("-n", hub, "link", "set", port, "master", "bridge", "up");
      ip("-n", machine, "addr", "add", address(i) + "/24", "dev", "card");
      ip("-n", machine, "link", "set", "card", "up");
      ip("-n", machine, "link", "set", "lo", "up");
    }
  }

  private String add(String name) throws IOException {
    String whole = prefix + name;
    ip("netns", "add", whole);
    namespaces.add(whole);
    return whole;
  }

  Seat seat(int machine) {
    return new Seat(address(machine), List.of("ip", "netns", "exec", prefix + "m" + machine));
  }

  /** Nothing gets from one machine to the other any more; both see all others. */
  void cut(int one, int other) throws IOException {
    route("add", one, other);
    route("add", other, one);
  }

  void mend(int one, int other) throws IOException {
    route("del", one, other);
    route("del", other, one);
  }

  private void route(String change, int from, int to) throws IOException {
    ip("-n", prefix + "m" + from, "route", change, "blackhole", address(to) + "/32");
  }

  private static String address(int machine) {
    return "10.78.0." + (machine + 1);
  }

  private static void ip(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", command) + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command, e);
    }
  }

  @Override
  public void close() {
    for (String namespace : namespaces) {
      try {
        ip("netns", "del", namespace);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    namespaces.clear();
  }
}
