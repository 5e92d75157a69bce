package io.meanfield.benchmarks.sync;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that is a switch: it joins cards by links of some speed and delay. A frame leaves its
 * machine when the ones before it have left at the link's speed, and arrives a delay later; until
 * it has left it waits in the machine, which so feels the speed.
 *
 * <p>Two threads a card: one reads it, one delivers what it read. The kernel's netem could do this
 * too, but few kernels for virtual machines have it.
 */
public final class SlowSwitch {
  static final String READY = "cards are there";

  private final List<Tap> cards = new ArrayList<>();
  private final long bitsPerSecond;
  private final long delayNanos;

  private record Underway(byte[] frame, long arrivalNanos) {}

  private SlowSwitch(long bitsPerSecond, long delayNanos) {
    this.bitsPerSecond = bitsPerSecond;
    this.delayNanos = delayNanos;
  }

  /** The hardware address of a card: its last byte tells the switch which it is. */
  static String address(int card) {
    return "02:00:00:00:00:%02x".formatted(card);
  }

  /** Arguments: bits a second, nanoseconds of delay, names of cards. Ends with its input. */
  public static void main(String[] args) throws IOException {
    SlowSwitch it = new SlowSwitch(Long.parseLong(args[0]), Long.parseLong(args[1]));
    try {
      for (int i = 2; i < args.length; i++) {
        it.cards.add(Tap.create(args[i]));
      }
    } catch (LastErrorException e) {
      System.out.println(READY + " not: " + e.getMessage());
      return;
    }
    for (int card = 0; card < it.cards.size(); card++) {
      it.join(card);
    }
    System.out.println(READY);
    System.out.flush();
    System.in.transferTo(java.io.OutputStream.nullOutputStream());
  }

  private void join(int card) {
    LinkedBlockingQueue<Underway> wire = new LinkedBlockingQueue<>();
    start("sender", () -> send(card, wire));
    start("deliverer", () -> deliver(card, wire));
  }

  private static void start(String name, Runnable loop) {
    Thread thread = new Thread(loop, name);
    thread.setUncaughtExceptionHandler(
        (failed, e) -> {
          e.printStackTrace();
          Runtime.getRuntime().halt(1); // a switch with a broken link is worse than none
        });
    thread.setDaemon(true); // the switch ends with its input
    thread.start();
  }

  private void send(int card, LinkedBlockingQueue<Underway> wire) {
    long freeNanos = System.nanoTime();
    while (true) {
      byte[] frame = cards.get(card).read();
      long bits = 8L * frame.length;
      freeNanos = Math.max(freeNanos, System.nanoTime()) + bits * 1_000_000_000 / bitsPerSecond;
      waitUntil(freeNanos);
      wire.add(new Underway(frame, freeNanos + delayNanos));
    }
  }

  private void deliver(int from, LinkedBlockingQueue<Underway> wire) {
    while (true) {
      Underway next;
      try {
        next = wire.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      waitUntil(next.arrivalNanos());
      for (int card = 0; card < cards.size(); card++) {
        if (card != from && isFor(card, next.frame())) {
          cards.get(card).write(next.frame());
        }
      }
    }
  }

  /** Frames to several machines have an odd first byte. */
  private static boolean isFor(int card, byte[] frame) {
    return (frame[0] & 1) == 1 || frame[5] == card;
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
