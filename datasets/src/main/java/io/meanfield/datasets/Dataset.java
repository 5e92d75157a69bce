package io.meanfield.datasets;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.Serializable;

/**
 * A published data set: a folder of shards and the manifest that describes them.
 *
 * @param folder path or URI on any Hadoop file system
 */
public record Dataset(String folder, Manifest manifest) implements Serializable {
  private static final String MANIFEST_FILE = "manifest.json";

  /** The manifest file: the manifest and the checksum of its JSON. */
  private record ManifestFile(String sha256, Manifest manifest) {}

  public static boolean isPublished(Storage storage, String folder) throws IOException {
    return storage.exists(folder + "/" + MANIFEST_FILE);
  }

  /**
   * @throws DataException if there is no data set in the folder, or its manifest was changed
   */
  public static Dataset load(Storage storage, String folder) throws IOException {
    String file = folder + "/" + MANIFEST_FILE;
    if (!storage.exists(file)) {
      throw new DataException(
          "expected an ingested data set with a %s in %s, found none: run ingest first, or correct the path"
              .formatted(MANIFEST_FILE, folder));
    }
    ManifestFile written = parse(file, storage.readText(file));
    String found = written.manifest().hash();
    if (!found.equals(written.sha256())) {
      throw new DataException(
          "%s was changed: expected a manifest with SHA-256 %s, found %s: delete the folder and run ingest again"
              .formatted(file, written.sha256(), found));
    }
    return new Dataset(folder, written.manifest());
  }

  /** Writes the manifest into the folder, which makes the shards there a data set. */
  public void save(Storage storage) throws IOException {
    storage.writeText(
        folder + "/" + MANIFEST_FILE, Json.write(new ManifestFile(manifest.hash(), manifest)));
  }

  private static ManifestFile parse(String file, String text) {
    try {
      return Json.read(text, ManifestFile.class);
    } catch (JsonProcessingException e) {
      throw new DataException(
          "expected a manifest of format version %d in %s, found at line %d, column %d: %s: delete the folder and run ingest again"
              .formatted(
                  Manifest.FORMAT_VERSION,
                  file,
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                  e.getOriginalMessage()),
          e);
    }
  }
}
