package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file as Parquet's reader wants it. */
record StoredParquet(Storage storage, String file) implements InputFile {

  @Override
  public long getLength() throws IOException {
    return storage.size(file);
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return HadoopStreams.wrap(storage.open(file));
  }

  @Override
  public String toString() {
    return file;
  }
}
