package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawFeatures.Pixels;
import io.meanfield.datasets.source.RawResult.Bad;
import io.meanfield.datasets.source.RawResult.Good;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Records of a label and a plane each of red, green and blue, row by row. Used by one thread. */
final class CifarReader implements RawReader {
  private static final int SIDE = 32;
  private static final int CHANNELS = 3;
  private static final int PLANE_BYTES = SIDE * SIDE;

  private final String file;
  private final InputStream in;
  private final CifarSource format;
  private final Labelling labelling;
  private long numRead;

  CifarReader(String file, InputStream in, CifarSource format, Labelling labelling) {
    this.file = file;
    this.in = in;
    this.format = format;
    this.labelling = labelling;
  }

  @Override
  public Optional<RawResult> next() throws IOException {
    int recordBytes = format.labelBytes() + CHANNELS * PLANE_BYTES;
    byte[] record = in.readNBytes(recordBytes);
    if (record.length == 0) {
      return Optional.empty();
    }
    if (record.length < recordBytes) {
      throw new DataException(
          "expected records of %d bytes in %s, found %d bytes after record %d; correct label-bytes or fetch the file again"
              .formatted(recordBytes, file, record.length, numRead));
    }
    numRead++;
    return Optional.of(result(record));
  }

  @Override
  public RawPlace place() {
    return new RawPlace(file, numRead);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private RawResult result(byte[] record) {
    if (labelling == Labelling.UNLABELLED) {
      return new Good(pixels(record), Optional.empty());
    }
    int label = record[format.labelBytes() - 1] & 0xff;
    List<String> classes = format.classes();
    if (!classes.isEmpty() && label >= classes.size()) {
      return new Bad(
          file,
          "record " + numRead,
          "expected a label from 0 to %d, found %d".formatted(classes.size() - 1, label));
    }
    String name = classes.isEmpty() ? Integer.toString(label) : classes.get(label);
    return new Good(pixels(record), Optional.of(new RawLabel.ClassName(name)));
  }

  private Pixels pixels(byte[] record) {
    byte[] values = new byte[PLANE_BYTES * CHANNELS]; // [height, width, channels]
    for (int channel = 0; channel < CHANNELS; channel++) {
      int plane = format.labelBytes() + channel * PLANE_BYTES;
      for (int i = 0; i < PLANE_BYTES; i++) {
        values[CHANNELS * i + channel] = record[plane + i];
      }
    }
    return new Pixels(SIDE, SIDE, CHANNELS, values);
  }
}
