package io.meanfield.benchmarks.sync;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What plain TCP moves between two seats.
 *
 * @param oneWay bytes a second while the other direction is idle
 * @param bothWays bytes a second in each direction at once
 */
record RawRates(double oneWay, double bothWays) {
  private static final int REPETITIONS = 3;

  /**
   * The best of three measurements each, so that what is compared with them is not flattered.
   *
   * @param numBytes to move in a measurement and direction
   */
  static RawRates measure(Path folder, Seat one, Seat other, long numBytes) {
    double oneWay = 0;
    double bothWays = 0;
    for (int i = 0; i < REPETITIONS; i++) {
      oneWay = Math.max(oneWay, rate(folder, List.of(one, other), numBytes, 0));
      bothWays = Math.max(bothWays, rate(folder, List.of(one, other), numBytes, numBytes));
    }
    return new RawRates(oneWay, bothWays);
  }

  /** The better of two measurements. */
  RawRates best(RawRates other) {
    return new RawRates(Math.max(oneWay, other.oneWay), Math.max(bothWays, other.bothWays));
  }

  private static double rate(Path folder, List<Seat> seats, long there, long back) {
    String host = seats.get(0).host();
    List<String> listen = command(there, back, host);
    try (ServerProcess listener =
        ServerProcess.start(
            seats.get(0).process(listen), folder.resolve("raw-listen.log"), RawTcp.LISTENING)) {
      List<String> connect = command(back, there, host);
      connect.add(listener.readyLine().substring(RawTcp.LISTENING.length()));
      try (ServerProcess connector =
          ServerProcess.start(
              seats.get(1).process(connect), folder.resolve("raw-connect.log"), RawTcp.RECEIVED)) {
        return Double.parseDouble(connector.readyLine().substring(RawTcp.RECEIVED.length()));
      }
    }
  }

  private static List<String> command(long toSend, long toReceive, String host) {
    return new ArrayList<>(
        Checkout.java(RawTcp.class, Long.toString(toSend), Long.toString(toReceive), host));
  }
}
