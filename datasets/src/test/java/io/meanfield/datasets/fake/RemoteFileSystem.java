package io.meanfield.datasets.fake;

import io.meanfield.datasets.storage.Storage;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under a scheme that is not that of local files: {@code remote:/tmp/x}. */
public final class RemoteFileSystem extends RawLocalFileSystem {

  /** A storage that knows the scheme. */
  public static Storage storage() {
    Configuration configuration = new Configuration(false);
    configuration.setClass(
        "fs.remote.impl", RemoteFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    return new Storage(configuration);
  }

  @Override
  public URI getUri() {
    return URI.create("remote:///");
  }

  @Override
  public String getScheme() {
    return "remote";
  }
}
