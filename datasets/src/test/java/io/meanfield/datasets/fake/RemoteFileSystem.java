package io.meanfield.datasets.fake;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under a scheme that is not that of local files: {@code remote:/tmp/x}. */
public final class RemoteFileSystem extends RawLocalFileSystem {
  private static final AtomicInteger NUM_OPENED = new AtomicInteger();
  private static volatile Consumer<String> afterFirstBytes = name -> {};

  /** A storage that knows the scheme. */
  public static Storage storage() {
    Configuration configuration = new Configuration(false);
    configuration.setClass(
        "fs.remote.impl", RemoteFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    return new Storage(configuration);
  }

  /** How many files this process has opened. */
  public static int numOpened() {
    return NUM_OPENED.get();
  }

  /** What readers do from now on when they have the first bytes of a file, with its name. */
  public static void afterFirstBytes(Consumer<String> what) {
    afterFirstBytes = what;
  }

  @Override
  public URI getUri() {
    return URI.create("remote:///");
  }

  @Override
  public String getScheme() {
    return "remote";
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    FSDataInputStream in = super.open(file, bufferSize);
    NUM_OPENED.incrementAndGet();
    return new FSDataInputStream(new Watched(file.getName(), in));
  }

  private static final class Watched extends FSInputStream {
    private final String name;
    private final FSDataInputStream in;
    private boolean hasBegun;

    Watched(String name, FSDataInputStream in) {
      this.name = name;
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (hasBegun) {
        return in.read(bytes, offset, length);
      }
      int n = in.read(bytes, offset, Math.min(100, length));
      hasBegun = true;
      afterFirstBytes.accept(name);
      return n;
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long target) throws IOException {
      return in.seekToNewSource(target);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
