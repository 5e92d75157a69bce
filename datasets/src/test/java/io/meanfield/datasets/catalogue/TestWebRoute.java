package io.meanfield.datasets.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TestWebRoute {
  private static final List<DataFile> FILES = List.of(new DataFile("a", "0".repeat(64)));
  private static final byte[] CONTENT = "some data\n".getBytes(UTF_8);

  @TempDir Path folder;
  private HttpServer server;
  private final WebRoute route = new WebRoute(Duration.ofSeconds(20));

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aFileArrivesByteForByte() throws Exception {
    serve("/data/a", CONTENT);
    route.fetch(web(""), FILES, folder);
    assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
  }

  @Test
  void aPackedFileArrivesUnpackedAndAlone() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(CONTENT);
    }
    serve("/data/a.gz", packed.toByteArray());
    route.fetch(web(".gz"), FILES, folder);
    assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
    assertEquals(1, folder.toFile().list().length);
  }

  @Test
  void aMissingFileIsNamedWithItsAddress() {
    IOException e = assertThrows(IOException.class, () -> route.fetch(web(""), FILES, folder));
    assertEquals(
        "expected status 200 from " + web("").addressOf(FILES.get(0)) + ", found 404",
        e.getMessage());
  }

  @Test
  void aServerThatStallsIsGivenUp() {
    server.createContext("/data/a", exchange -> exchange.sendResponseHeaders(200, 100));
    WebRoute impatient = new WebRoute(Duration.ofMillis(300));
    IOException e = assertThrows(IOException.class, () -> impatient.fetch(web(""), FILES, folder));
    assertTrue(e.getMessage().endsWith("was not downloaded within 300 ms"), e.getMessage());
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    Origin.WebFolder gone = web("");
    server.stop(0);
    IOException e = assertThrows(IOException.class, () -> route.fetch(gone, FILES, folder));
    assertTrue(e.getMessage().startsWith(gone.addressOf(FILES.get(0))), e.getMessage());
  }

  private Origin.WebFolder web(String suffix) {
    int port = server.getAddress().getPort();
    String host = server.getAddress().getAddress().getHostAddress();
    return new Origin.WebFolder("http://" + host + ":" + port + "/data/", suffix, 10);
  }

  private void serve(String path, byte[] body) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
