package io.meanfield.worker;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under a scheme that is not that of local files, and who opened them last. */
public final class ElsewhereFileSystem extends RawLocalFileSystem {
  static final Map<String, Thread> OPENED_BY = new ConcurrentHashMap<>();

  /** A storage that knows the scheme {@code elsewhere:}. */
  static Storage storage() {
    Configuration configuration = new Configuration(false);
    configuration.setClass("fs.elsewhere.impl", ElsewhereFileSystem.class, FileSystem.class);
    return new Storage(configuration);
  }

  @Override
  public URI getUri() {
    return URI.create("elsewhere:///");
  }

  @Override
  public String getScheme() {
    return "elsewhere";
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    OPENED_BY.put(file.getName(), Thread.currentThread());
    return super.open(file, bufferSize);
  }
}
