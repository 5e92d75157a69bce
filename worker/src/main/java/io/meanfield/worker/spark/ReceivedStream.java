package io.meanfield.worker.spark;

import io.meanfield.worker.collective.Envelope;
import io.meanfield.worker.collective.Mailroom;
import io.meanfield.worker.collective.Parcel;
import java.nio.ByteBuffer;
import org.apache.spark.network.client.StreamCallbackWithID;

/** A message's content as it comes in; it is delivered when all of it is there. */
final class ReceivedStream implements StreamCallbackWithID {
  private final Envelope envelope;
  private final Mailroom mailroom;
  private final ByteMemory memory;
  private final ByteBuffer bytes;

  ReceivedStream(Envelope envelope, Mailroom mailroom, ByteMemory memory) {
    this.envelope = envelope;
    this.mailroom = mailroom;
    this.memory = memory;
    this.bytes = memory.take(envelope.numBytes());
  }

  @Override
  public String getID() {
    return envelope.topic().toString();
  }

  @Override
  public void onData(String id, ByteBuffer part) {
    bytes.put(part);
  }

  @Override
  public void onComplete(String id) {
    bytes.flip();
    mailroom.deliver(envelope, new Parcel(envelope.numbers(), bytes, () -> memory.giveBack(bytes)));
  }

  @Override
  public void onFailure(String id, Throwable cause) {
    memory.giveBack(bytes); // whoever waits for it learns of the lost connection
  }
}
