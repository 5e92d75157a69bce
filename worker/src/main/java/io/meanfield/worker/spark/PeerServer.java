package io.meanfield.worker.spark;

import io.meanfield.worker.collective.Envelope;
import io.meanfield.worker.collective.Mailroom;
import io.meanfield.worker.collective.Parcel;
import io.meanfield.worker.collective.Session;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.StreamCallbackWithID;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.server.OneForOneStreamManager;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;

/** Takes in what other processes send, on the network's threads. */
final class PeerServer extends RpcHandler {
  private final Mailroom mailroom;
  private final ByteMemory memory;
  private final StreamManager noStreams = new OneForOneStreamManager();
  private final Map<TransportClient, Set<Sender>> senders = new ConcurrentHashMap<>();

  /** Who was heard through a connection. */
  private record Sender(Session session, int rank) {}

  PeerServer(Mailroom mailroom, ByteMemory memory) {
    this.mailroom = mailroom;
    this.memory = memory;
  }

  @Override
  public void receive(TransportClient client, ByteBuffer bytes, RpcResponseCallback callback) {
    Envelope envelope = heard(client, bytes);
    mailroom.deliver(envelope, Parcel.of(envelope.numbers()));
    callback.onSuccess(ByteBuffer.allocate(0));
  }

  @Override
  public StreamCallbackWithID receiveStream(
      TransportClient client, ByteBuffer bytes, RpcResponseCallback callback) {
    return new ReceivedStream(heard(client, bytes), mailroom, memory);
  }

  private Envelope heard(TransportClient client, ByteBuffer bytes) {
    Envelope envelope = Envelope.decode(bytes);
    senders
        .computeIfAbsent(client, c -> ConcurrentHashMap.newKeySet())
        .add(new Sender(envelope.session(), envelope.from()));
    return envelope;
  }

  @Override
  public void channelInactive(TransportClient client) {
    Set<Sender> heard = senders.remove(client);
    if (heard != null) {
      heard.forEach(s -> mailroom.lose(s.session(), s.rank(), "its connection closed"));
    }
  }

  @Override
  public StreamManager getStreamManager() {
    return noStreams;
  }
}
