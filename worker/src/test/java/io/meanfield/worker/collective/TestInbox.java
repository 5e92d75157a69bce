package io.meanfield.worker.collective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestInbox {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Inbox inbox = new Inbox(0);

  @Test
  void messagesAreFoundInWhateverOrderTheyArrive() {
    inbox.put(1, Topic.squares(6), Parcel.of(6));
    inbox.put(2, Topic.squares(5), Parcel.of(25));
    inbox.put(1, Topic.squares(5), Parcel.of(15));
    assertArrayEquals(new long[] {15}, take(1, 5).numbers());
    assertArrayEquals(new long[] {25}, take(2, 5).numbers());
    assertArrayEquals(new long[] {6}, take(1, 6).numbers());
  }

  @Test
  void aMessageMayBeAwaited() throws Exception {
    CompletableFuture<Parcel> taken = CompletableFuture.supplyAsync(() -> take(1, 5));
    inbox.put(1, Topic.squares(5), Parcel.of(15));
    assertArrayEquals(new long[] {15}, taken.get().numbers());
  }

  @Test
  void whoeverIsLateIsNamed() {
    TrainingException e =
        assertThrows(
            TrainingException.class,
            () ->
                inbox.take(
                    3, Topic.parameters(7, 2), new Patience(Duration.ofMillis(1), () -> {})));
    assertEquals(ErrorCode.CLUSTER, e.code());
    assertTrue(
        e.getMessage().startsWith("rank 0 waited 0 s for PARAMETERS of step 7 from rank 3"),
        e.getMessage());
  }

  @Test
  void patienceBeginsAnewWithASignOfLife() {
    int[] numSigns = {0};
    Runnable givesSigns =
        () -> {
          inbox.put(3, Topic.alive(), Parcel.of());
          if (++numSigns[0] == 4) {
            inbox.put(3, Topic.delta(7, 0, 2), Parcel.of(35));
          }
        };
    Patience patience = new Patience(Duration.ofMillis(300), givesSigns);
    assertArrayEquals(new long[] {35}, inbox.take(3, Topic.delta(7, 0, 2), patience).numbers());
    assertEquals(4, numSigns[0]);
  }

  @Test
  void aLostRankEndsWaitsForItAlone() throws Exception {
    CompletableFuture<Parcel> lost = CompletableFuture.supplyAsync(() -> take(1, 5));
    inbox.put(2, Topic.squares(5), Parcel.of(25));
    inbox.lose(1, "its connection closed");
    Exception e = assertThrows(Exception.class, lost::get);
    assertEquals("rank 0 lost rank 1: its connection closed", e.getCause().getMessage());
    assertThrows(TrainingException.class, () -> take(1, 6));
    assertArrayEquals(new long[] {25}, take(2, 5).numbers());
  }

  @Test
  void aRankThatGivesUpIsNotWaitedFor() {
    inbox.put(1, Topic.squares(5), Parcel.of(15));
    inbox.put(1, Topic.failure(), Parcel.of());
    assertArrayEquals(new long[] {15}, take(1, 5).numbers(), "sent before");
    assertThrows(PeerFailure.class, () -> take(1, 6));
  }

  @Test
  void whatTheLookUpThrowsEndsTheWait() {
    Runnable killed =
        () -> {
          throw new IllegalStateException("killed");
        };
    assertThrows(
        IllegalStateException.class,
        () -> inbox.take(1, Topic.squares(5), new Patience(LONG, killed)));
  }

  private Parcel take(int from, long step) {
    return inbox.take(from, Topic.squares(step), new Patience(LONG, () -> {}));
  }
}
