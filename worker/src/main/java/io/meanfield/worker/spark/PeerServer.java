package io.meanfield.worker.spark;

import io.meanfield.worker.collective.Mailroom;
import io.meanfield.worker.collective.Message;
import io.meanfield.worker.collective.Session;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.server.OneForOneStreamManager;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;

/** Takes in what other processes send, on the network's threads. */
final class PeerServer extends RpcHandler {
  private final Mailroom mailroom;
  private final StreamManager noStreams = new OneForOneStreamManager();
  private final Map<TransportClient, Set<Sender>> senders = new ConcurrentHashMap<>();

  /** Who was heard through a connection. */
  private record Sender(Session session, int rank) {}

  PeerServer(Mailroom mailroom) {
    this.mailroom = mailroom;
  }

  @Override
  public void receive(TransportClient client, ByteBuffer bytes, RpcResponseCallback callback) {
    Message message = Message.decode(bytes);
    senders
        .computeIfAbsent(client, c -> ConcurrentHashMap.newKeySet())
        .add(new Sender(message.session(), message.from()));
    mailroom.deliver(message);
    callback.onSuccess(ByteBuffer.allocate(0));
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
