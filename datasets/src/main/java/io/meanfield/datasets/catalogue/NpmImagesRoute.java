package io.meanfield.datasets.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Fetches with {@code npm pack} and puts each image into the folder of its class. */
final class NpmImagesRoute implements Route<Origin.NpmImages> {
  private static final String PLAIN_NAME = "[A-Za-z0-9_-][A-Za-z0-9 &._-]*";

  private final ClientCommand client;

  NpmImagesRoute(ClientCommand client) {
    this.client = client;
  }

  @Override
  public Class<Origin.NpmImages> origin() {
    return Origin.NpmImages.class;
  }

  @Override
  public void fetch(Origin.NpmImages origin, List<DataFile> files, Path folder)
      throws IOException, InterruptedException {
    Path images = folder.resolve(files.get(0).name());
    NpmRoute.withArchive(client, origin.archive(), archive -> arrange(archive, origin, images));
  }

  /** Only images of the listing are written, so that no archive can write elsewhere. */
  static void arrange(Path archive, Origin.NpmImages origin, Path to) throws IOException {
    Map<String, String> classes = classes(archive, origin);
    String start = origin.archive().folder() + "/";
    try (TarArchiveInputStream tar = NpmRoute.open(archive)) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        String image = e.getName().startsWith(start) ? e.getName().substring(start.length()) : "";
        if (classes.containsKey(image)) {
          Path folder = Files.createDirectories(to.resolve(classes.get(image)));
          Files.copy(tar, folder.resolve(image));
        }
      }
    }
  }

  /** From the names of the images to those of their classes. */
  private static Map<String, String> classes(Path archive, Origin.NpmImages origin)
      throws IOException {
    Map<String, String> classes = new HashMap<>();
    for (JsonNode entry : listing(archive, origin.listing())) {
      String image = plain(entry, origin.image());
      String label = plain(entry, origin.label());
      if (!origin.without().contains(label)) {
        classes.put(image, label);
      }
    }
    return classes;
  }

  private static JsonNode listing(Path archive, String name) throws IOException {
    try (TarArchiveInputStream tar = NpmRoute.open(archive)) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        if (e.getName().equals(name)) {
          return new ObjectMapper().readTree(tar.readAllBytes());
        }
      }
    }
    throw new IOException(
        "expected %s in %s, found no such file".formatted(name, archive.getFileName()));
  }

  private static String plain(JsonNode entry, String key) throws IOException {
    String name = entry.path(key).asText();
    if (!name.matches(PLAIN_NAME)) {
      throw new IOException("expected a plain name as %s, found \"%s\"".formatted(key, name));
    }
    return name;
  }
}
