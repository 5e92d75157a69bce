package io.meanfield.worker.spark;

import io.meanfield.worker.collective.Content;
import io.meanfield.worker.collective.Envelope;
import io.meanfield.worker.collective.Mailroom;
import io.meanfield.worker.collective.Parcel;
import io.meanfield.worker.protocol.ErrorCode;
import io.meanfield.worker.protocol.TrainingException;
import java.io.IOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.buffer.NioManagedBuffer;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientBootstrap;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.crypto.AuthClientBootstrap;
import org.apache.spark.network.crypto.AuthServerBootstrap;
import org.apache.spark.network.netty.SparkTransportConf;
import org.apache.spark.network.server.TransportServer;
import org.apache.spark.network.server.TransportServerBootstrap;
import org.apache.spark.network.util.TransportConf;
import scala.Option;
import scala.Some;

/**
 * This process's end of the connections between ranks: Spark's own transport, with Spark's
 * authentication and encryption where the application has them. Any thread may use it.
 */
final class PeerNetwork implements AutoCloseable {
  private static final int NUM_THREADS = 2;
  private static PeerNetwork ofThisProcess;
  private static SparkEnv itsSpark;

  private final Mailroom mailroom = new Mailroom();
  private final ByteMemory memory = new ByteMemory();
  private final TransportContext context;
  private final TransportServer server;
  private final TransportClientFactory clients;
  private final PeerAddress address;

  /**
   * @param firstPort of the range to try; 0 for any free port
   */
  PeerNetwork(SparkConf conf, SecurityManager security, String host, int firstPort) {
    TransportConf transport =
        SparkTransportConf.fromSparkConf(
            conf,
            "meanfield",
            NUM_THREADS,
            Option.empty(),
            new Some<>(security.getRpcSSLOptions()));
    List<TransportServerBootstrap> guards = List.of();
    List<TransportClientBootstrap> keys = List.of();
    if (security.isAuthenticationEnabled()) {
      guards = List.of(new AuthServerBootstrap(transport, security));
      keys = List.of(new AuthClientBootstrap(transport, conf.getAppId(), security));
    }
    this.context = new TransportContext(transport, new PeerServer(mailroom, memory));
    this.server = listen(context, new PeerAddress(host, firstPort), guards, conf);
    this.clients = context.createClientFactory(keys);
    this.address = new PeerAddress(host, server.getPort());
  }

  /** The one of this process, as long as it belongs to one Spark application. */
  static synchronized PeerNetwork ofThisProcess(int firstPort) {
    SparkEnv spark = SparkEnv.get();
    if (spark != itsSpark) {
      Optional.ofNullable(ofThisProcess).ifPresent(PeerNetwork::close);
      String host = spark.blockManager().blockManagerId().host();
      ofThisProcess = new PeerNetwork(spark.conf(), spark.securityManager(), host, firstPort);
      itsSpark = spark;
    }
    return ofThisProcess;
  }

  PeerAddress address() {
    return address;
  }

  Mailroom mailroom() {
    return mailroom;
  }

  /** Begins to send; if it fails, the receiver counts as lost for all ranks of the session here. */
  void send(PeerAddress to, Envelope envelope, Content content) {
    ByteBuffer bytes = copy(content);
    if (to.equals(address)) {
      mailroom.deliver(
          envelope, new Parcel(envelope.numbers(), bytes, () -> memory.giveBack(bytes)));
      return;
    }
    try {
      TransportClient client = connection(to);
      if (bytes.hasRemaining()) {
        client.uploadStream(
            new NioManagedBuffer(envelope.encode()),
            new SentBytes(bytes, memory),
            onFailure(envelope));
      } else {
        client.sendRpc(envelope.encode(), onFailure(envelope));
      }
    } catch (IOException | RuntimeException e) { // Spark throws both
      lose(envelope, e);
    }
  }

  private ByteBuffer copy(Content content) {
    if (content.numBytes() == 0) {
      return ByteBuffer.allocate(0);
    }
    ByteBuffer bytes = memory.take(content.numBytes());
    content.writeTo(bytes);
    return bytes.position(0);
  }

  private TransportClient connection(PeerAddress to) throws IOException {
    try {
      return clients.createClient(to.host(), to.port());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting to " + to, e);
    }
  }

  private RpcResponseCallback onFailure(Envelope envelope) {
    return new RpcResponseCallback() {
      @Override
      public void onSuccess(ByteBuffer response) {
        // it has arrived
      }

      @Override
      public void onFailure(Throwable e) {
        lose(envelope, e);
      }
    };
  }

  private void lose(Envelope envelope, Throwable e) {
    mailroom.lose(
        envelope.session(), envelope.to(), "nothing can be sent to it: " + e.getMessage());
  }

  private static TransportServer listen(
      TransportContext context,
      PeerAddress first,
      List<TransportServerBootstrap> guards,
      SparkConf conf) {
    int numPorts = first.port() == 0 ? 1 : 1 + conf.getInt("spark.port.maxRetries", 16);
    for (int port = first.port(); port < first.port() + numPorts; port++) {
      try {
        return context.createServer(first.host(), port, guards);
      } catch (Exception e) { // Netty throws checked ones without saying so
        if (!isTaken(e)) {
          throw new TrainingException(
              ErrorCode.CLUSTER,
              "expected to listen on %s, port %d, for other executors, but: %s"
                  .formatted(first.host(), port, e.getMessage()),
              e);
        }
      }
    }
    throw new TrainingException(
        ErrorCode.CLUSTER,
        "expected a free port on %s from %d to %d for other executors, found all taken: choose another cluster.exchange-port"
            .formatted(first.host(), first.port(), first.port() + numPorts - 1));
  }

  /** Netty's own sockets tell it in words alone. */
  private static boolean isTaken(Throwable e) {
    return e instanceof BindException
        || String.valueOf(e.getMessage()).contains("Address already in use")
        || (e.getCause() != null && isTaken(e.getCause()));
  }

  @Override
  public void close() {
    clients.close();
    server.close();
    context.close();
  }
}
