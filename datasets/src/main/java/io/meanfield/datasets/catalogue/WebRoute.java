package io.meanfield.datasets.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** Downloads files from their public addresses. The deadline is that of one file. */
final class WebRoute implements Route<Origin.WebFolder> {
  private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(20);

  private final Duration deadline;

  WebRoute(Duration deadline) {
    this.deadline = deadline;
  }

  @Override
  public Class<Origin.WebFolder> origin() {
    return Origin.WebFolder.class;
  }

  @Override
  public void fetch(Origin.WebFolder origin, List<DataFile> files, Path folder)
      throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_DEADLINE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    for (DataFile file : files) {
      Path target = folder.resolve(file.name());
      if (origin.packed()) {
        Path packed = folder.resolve(file.name() + ".packed");
        download(client, origin.addressOf(file), packed);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed), 1 << 16)) {
          Files.copy(in, target);
        }
        Files.delete(packed);
      } else {
        download(client, origin.addressOf(file), target);
      }
    }
  }

  private void download(HttpClient client, String address, Path target)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    CompletableFuture<HttpResponse<Path>> answer =
        client.sendAsync(request, BodyHandlers.ofFile(target));
    try {
      int status = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      if (status != 200) {
        throw new IOException("expected status 200 from " + address + ", found " + status);
      }
    } catch (TimeoutException e) {
      throw new IOException(
          address + " was not downloaded within " + deadline.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException(address + " cannot be downloaded: " + e.getCause(), e.getCause());
    } finally {
      answer.cancel(true);
    }
  }
}
