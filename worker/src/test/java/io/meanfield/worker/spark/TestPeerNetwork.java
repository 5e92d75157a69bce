package io.meanfield.worker.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.worker.collective.Content;
import io.meanfield.worker.collective.Parcel;
import io.meanfield.worker.collective.Patience;
import io.meanfield.worker.collective.Session;
import io.meanfield.worker.collective.Topic;
import io.meanfield.worker.protocol.TrainingException;
import io.meanfield.worker.spark.NetworkPeers.Seat;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

/** Two processes' ends of a connection, both in this one. */
@Tag("unit")
class TestPeerNetwork {
  private static final Session SESSION = new Session("run", 7, 0);
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(30), () -> {});
  private static final Patience SHORT = new Patience(Duration.ofMillis(300), () -> {});
  private static final String PASSWORD = "a-password";
  private static final Topic TOPIC = Topic.parameters(3, 1);

  @ParameterizedTest
  @ValueSource(strings = {"", "a secret"})
  void parcelsArriveAsTheyWereSent(String secret) {
    parcelsArriveAsTheyWereSent(conf(secret));
  }

  @Test
  void parcelsArriveThroughTls(@TempDir Path folder) throws Exception {
    String keys = folder.resolve("keys").toString();
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String make =
        " -genkeypair -alias rpc -keyalg RSA -dname CN=test -storetype PKCS12 -storepass ";
    Process process =
        new ProcessBuilder((keytool + make + PASSWORD + " -keystore " + keys).split(" ")).start();
    assertEquals(0, process.waitFor());
    SparkConf tls = conf("");
    tls.set("spark.ssl.rpc.enabled", "true").set("spark.ssl.rpc.protocol", "TLSv1.3");
    for (String store : List.of("key", "trust")) {
      tls.set("spark.ssl.rpc.%sStore".formatted(store), keys)
          .set("spark.ssl.rpc.%sStoreType".formatted(store), "PKCS12")
          .set("spark.ssl.rpc.%sStorePassword".formatted(store), PASSWORD);
    }
    tls.set("spark.ssl.rpc.keyPassword", PASSWORD);
    parcelsArriveAsTheyWereSent(tls);
    try (PeerNetwork one = network(tls, 0);
        PeerNetwork other = network(conf(""), 0);
        NetworkPeers first = peers(one, one, other, 0, SHORT);
        NetworkPeers second = peers(other, one, other, 1)) {
      second.send(0, TOPIC, new long[] {666}, Content.NONE);
      assertThrows(TrainingException.class, () -> first.receive(1, TOPIC));
    }
  }

  private static void parcelsArriveAsTheyWereSent(SparkConf conf) {
    try (PeerNetwork one = network(conf, 0);
        PeerNetwork other = network(conf, 0);
        NetworkPeers first = peers(one, one, other, 0);
        NetworkPeers second = peers(other, one, other, 1)) {
      float[] values = {1, -0.0f, Float.MIN_VALUE, Float.NaN, 5};
      Content content = Content.of(FloatBuffer.wrap(values, 1, 3));
      first.send(1, TOPIC, new long[] {-1, 9}, content);
      values[1] = 77; // it may be changed once it is sent
      Parcel found = second.receive(0, TOPIC);
      assertArrayEquals(new long[] {-1, 9}, found.numbers());
      float[] read = new float[3];
      found.bytes().asFloatBuffer().get(read);
      assertArrayEquals(new float[] {-0.0f, Float.MIN_VALUE, Float.NaN}, read);
      first.send(0, TOPIC, new long[] {4}, Content.NONE);
      assertArrayEquals(new long[] {4}, first.receive(0, TOPIC).numbers(), "to itself");
    }
  }

  @Test
  void whoeverDoesNotKnowTheSecretIsNotHeard() {
    try (PeerNetwork one = network("a secret", 0);
        PeerNetwork other = network("another secret", 0);
        NetworkPeers first = peers(one, one, other, 0);
        NetworkPeers second = peers(other, one, other, 1)) {
      second.send(0, TOPIC, new long[] {666}, Content.NONE);
      assertThrows(TrainingException.class, () -> second.receive(0, TOPIC));
      NetworkPeers hasty = peers(one, one, other, 0, SHORT);
      assertThrows(TrainingException.class, () -> hasty.receive(1, TOPIC));
    }
    try (PeerNetwork one = network("a secret", 0);
        PeerNetwork other = network("", 0);
        NetworkPeers first = peers(one, one, other, 0, SHORT);
        NetworkPeers second = peers(other, one, other, 1)) {
      second.send(0, TOPIC, new long[] {666}, Content.NONE);
      assertThrows(TrainingException.class, () -> first.receive(1, TOPIC));
    }
  }

  @Test
  void aProcessThatEndsIsMissedAtOnce() {
    try (PeerNetwork one = network("", 0)) {
      PeerNetwork other = network("", 0);
      try (NetworkPeers first = peers(one, one, other, 0);
          NetworkPeers second = peers(other, one, other, 1)) {
        second.send(0, TOPIC, new long[] {1}, Content.NONE);
        first.receive(1, TOPIC);
        other.close();
        TrainingException e =
            assertThrows(TrainingException.class, () -> first.receive(1, Topic.parameters(4, 1)));
        assertEquals("rank 0 lost rank 1: its connection closed", e.getMessage());
      }
    }
  }

  @Test
  void nothingOfAnEarlierAttemptIsHeard() {
    try (PeerNetwork one = network("", 0);
        PeerNetwork other = network("", 0);
        NetworkPeers late = peers(other, one, other, 1)) {
      List<PeerAddress> both = List.of(one.address(), other.address());
      Session again = new Session("run", 7, 1);
      try (NetworkPeers first = new NetworkPeers(one, again, new Seat(both, 0), PATIENCE);
          NetworkPeers second = new NetworkPeers(other, again, new Seat(both, 1), PATIENCE)) {
        late.send(0, TOPIC, new long[] {1}, Content.NONE);
        second.send(0, TOPIC, new long[] {2}, Content.NONE);
        assertArrayEquals(new long[] {2}, first.receive(1, TOPIC).numbers());
      }
    }
  }

  @Test
  void theNextPortIsTakenIfTheFirstIsNotFree() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();
      try (PeerNetwork network = network("", port)) {
        assertNotEquals(port, network.address().port());
        assertTrue(network.address().port() <= port + 16, network.address().toString());
      }
    }
  }

  private static NetworkPeers peers(
      PeerNetwork mine, PeerNetwork one, PeerNetwork other, int rank) {
    return peers(mine, one, other, rank, PATIENCE);
  }

  private static NetworkPeers peers(
      PeerNetwork mine, PeerNetwork one, PeerNetwork other, int rank, Patience patience) {
    List<PeerAddress> both = List.of(one.address(), other.address());
    return new NetworkPeers(mine, SESSION, new Seat(both, rank), patience);
  }

  private static PeerNetwork network(String secret, int firstPort) {
    return network(conf(secret), firstPort);
  }

  private static SparkConf conf(String secret) {
    SparkConf conf = new SparkConf(false).set("spark.app.id", "test");
    if (!secret.isEmpty()) {
      conf.set("spark.authenticate", "true")
          .set("spark.authenticate.secret", secret)
          .set("spark.network.crypto.enabled", "true");
    }
    return conf;
  }

  private static PeerNetwork network(SparkConf conf, int firstPort) {
    SecurityManager security =
        new SecurityManager(conf, Option.empty(), SecurityManager.$lessinit$greater$default$3());
    return new PeerNetwork(conf, security, "127.0.0.1", firstPort);
  }
}
