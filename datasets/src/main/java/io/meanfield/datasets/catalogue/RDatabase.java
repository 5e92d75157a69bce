package io.meanfield.datasets.catalogue;

import com.opencsv.CSVWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * The data sets of a package of R: {@code Rdata.rdx} says where in {@code Rdata.rdb} each is, as
 * its length in four bytes and zlib data.
 */
final class RDatabase {
  private RDatabase() {}

  /**
   * Writes columns of a data frame as comma-separated values with a header.
   *
   * @param folder of the database
   * @throws IOException if it has no such frame
   */
  static void writeFrame(Path folder, String frame, List<String> columns, Path to)
      throws IOException {
    RVector values = read(folder, frame);
    List<List<String>> found = new ArrayList<>();
    for (String column : columns) {
      found.add(values.element(column).cells());
    }
    int numRows = found.get(0).size();
    try (CSVWriter out = new CSVWriter(Files.newBufferedWriter(to))) {
      out.writeNext(columns.toArray(String[]::new), false);
      for (int i = 0; i < numRows; i++) {
        int row = i;
        out.writeNext(found.stream().map(cells -> cells.get(row)).toArray(String[]::new), false);
      }
    }
  }

  private static RVector read(Path folder, String name) throws IOException {
    RVector index;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("Rdata.rdx")))) {
      index = RObjects.read(in.readAllBytes());
    }
    List<String> place = index.element("variables").element(name).cells();
    int offset = Integer.parseInt(place.get(0));
    int length = Integer.parseInt(place.get(1)) - Integer.BYTES;
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("Rdata.rdb")));
    int unpackedLength = all.getInt(offset);
    try (InputStream in =
        new InflaterInputStream(
            new ByteArrayInputStream(all.array(), offset + Integer.BYTES, length))) {
      return RObjects.read(in.readNBytes(unpackedLength));
    }
  }
}
