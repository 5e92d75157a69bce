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

  /**
   * @throws IOException if it is no complete zip of a network
   */
  static StockNetwork read(InputStream in) throws IOException {
    byte[] zip = in.readAllBytes();
    try {
      return StockNetwork.restore(ConfigurationJson.kindOf(configuration(zip)), zip);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "expected a complete Deeplearning4j zip, found %d bytes that cannot be restored: %s"
              .formatted(zip.length, e.getMessage()),
          e);
    }
  }

  private static String configuration(byte[] zip) throws IOException {
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      ZipEntry entry = entries.getNextEntry();
      while (entry != null && !entry.getName().equals(ModelSerializer.CONFIGURATION_JSON)) {
        entry = entries.getNextEntry();
      }
      if (entry == null) {
        throw new IOException("there is no entry %s".formatted(ModelSerializer.CONFIGURATION_JSON));
      }
      return new String(entries.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
