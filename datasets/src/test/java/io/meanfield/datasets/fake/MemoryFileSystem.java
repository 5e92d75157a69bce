package io.meanfield.datasets.fake;

import io.meanfield.datasets.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Files of the scheme {@code memory}, to be read from start to end: contents, or streams that make
 * them up as they are read. A reader that goes on at the end of a file, {@value #MAX_READS_AT_END}
 * times over, is stopped.
 */
public final class MemoryFileSystem extends FileSystem {
  private static final int MAX_READS_AT_END = 1000;
  private static final Map<String, Content> FILES = new ConcurrentHashMap<>();

  private record Content(long length, Supplier<InputStream> stream) {}

  /** A storage that knows the scheme. */
  public static Storage storage() {
    Configuration configuration = new Configuration(false);
    configuration.setClass("fs.memory.impl", MemoryFileSystem.class, FileSystem.class);
    return new Storage(configuration);
  }

  /** Puts a file there in place of an old one, and gives its URI. */
  public static String put(String path, byte[] content) {
    return put(path, content.length, () -> new ByteArrayInputStream(content));
  }

  /** The same of a file that nobody holds as a whole. */
  public static String put(String path, long length, Supplier<InputStream> stream) {
    FILES.put(path, new Content(length, stream));
    return "memory:" + path;
  }

  @Override
  public URI getUri() {
    return URI.create("memory:///");
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return new FSDataInputStream(new Forward(content(path).stream().get()));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return new FileStatus(content(path).length(), false, 1, 1 << 20, 0, path);
  }

  private static Content content(Path path) throws FileNotFoundException {
    Content content = FILES.get(path.toUri().getPath());
    if (content == null) {
      throw new FileNotFoundException(path.toString());
    }
    return content;
  }

  private static final class Forward extends FSInputStream {
    private final InputStream in;
    private long position;
    private int numReadsAtEnd;

    Forward(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return counted(in.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int found = in.read(bytes, offset, length);
      return counted(found, found);
    }

    private int counted(int result, int numBytes) {
      if (result >= 0) {
        position += numBytes;
      } else if (++numReadsAtEnd > MAX_READS_AT_END) {
        throw new AssertionError("expected no more reads at the end of a file, found thousands");
      }
      return result;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void seek(long target) {
      throw new UnsupportedOperationException("read from start to end");
    }

    @Override
    public boolean seekToNewSource(long target) {
      return false;
    }
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public FileStatus[] listStatus(Path path) {
    throw new UnsupportedOperationException("single files only");
  }

  @Override
  public void setWorkingDirectory(Path folder) {
    throw new UnsupportedOperationException("absolute paths only");
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path("memory:/");
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    throw new UnsupportedOperationException("read only");
  }
}
