package io.meanfield.zoo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.util.ModelSerializer;

/** Reads zips that Deeplearning4j's ModelSerializer wrote, of either kind of network. */
final class ZippedNetwork {

  private ZippedNetwork() {}

  static StockNetwork read(InputStream in) throws IOException {
    byte[] zip = in.readAllBytes();
    String json = configuration(zip);
    try {
      return StockNetwork.restore(ConfigurationJson.kindOf(json), zip);
    } catch (RuntimeException e) {
      throw new IOException(
          "Expected a complete Deeplearning4j zip, found one that cannot be restored: "
              + e.getMessage(),
          e);
    }
  }

  private static String configuration(byte[] zip) throws IOException {
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (entry.getName().equals(ModelSerializer.CONFIGURATION_JSON)) {
          return new String(entries.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new IOException(
        "Expected a Deeplearning4j zip, found %d bytes without an entry %s."
            .formatted(zip.length, ModelSerializer.CONFIGURATION_JSON));
  }
}
