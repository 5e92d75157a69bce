package io.meanfield.datasets.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Files on any Hadoop file system, named by path or URI. Local files are read and written without
 * Hadoop's own checksum side files: everything Meanfield writes carries a checksum of its own.
 * Immutable; may be shared by threads and travels to executors.
 */
public final class Storage implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Pattern HIDDEN = Pattern.compile("(^|/)[._]");
  private static final String UNFINISHED = ".unfinished-";

  private transient Configuration configuration;
  private transient Map<String, FileSystem> locals = new ConcurrentHashMap<>();

  public Storage(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Writes the content of one file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  public boolean exists(String path) throws IOException {
    return fileSystem(path).exists(new Path(path));
  }

  public boolean isDirectory(String path) throws IOException {
    FileSystem files = fileSystem(path);
    Path p = new Path(path);
    return files.exists(p) && files.getFileStatus(p).isDirectory();
  }

  /** The size of a file in bytes. */
  public long size(String path) throws IOException {
    return fileSystem(path).getFileStatus(new Path(path)).getLen();
  }

  /** The names (not paths) in a folder, sorted; empty if there is no such folder. */
  public List<String> list(String folder) throws IOException {
    try {
      return Arrays.stream(fileSystem(folder).listStatus(new Path(folder)))
          .map(FileStatus::getPath)
          .map(Path::getName)
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** All files in a folder and the folders in it, but for what has a dot or underscore in front. */
  public List<StoredFile> files(String folder) throws IOException {
    FileSystem files = fileSystem(folder);
    Path root = files.makeQualified(new Path(folder));
    List<StoredFile> found = new ArrayList<>();
    RemoteIterator<? extends FileStatus> all =
        files instanceof RawLocalFileSystem
            ? new LocalTree(files, root)
            : files.listFiles(root, true);
    while (all.hasNext()) {
      FileStatus file = all.next();
      String inFolder = root.toUri().relativize(file.getPath().toUri()).getPath();
      if (!HIDDEN.matcher(inFolder).find()) {
        found.add(new StoredFile(inFolder, file.getLen()));
      }
    }
    found.sort(Comparator.comparing(StoredFile::path));
    return List.copyOf(found);
  }

  /** The content of a file from its start, or from where the stream is moved to. */
  public FSDataInputStream open(String path) throws IOException {
    return fileSystem(path).open(new Path(path));
  }

  public byte[] read(String path) throws IOException {
    try (InputStream in = open(path)) {
      return in.readAllBytes();
    }
  }

  /** The content of a file, but no more of it than so many bytes. */
  public byte[] read(String path, int maxBytes) throws IOException {
    FileSystem files = fileSystem(path);
    try (InputStream in =
        files instanceof RawLocalFileSystem local
            ? LocalFiles.open(local, new Path(path))
            : files.open(new Path(path))) {
      return in.readNBytes(maxBytes);
    }
  }

  public String readText(String path) throws IOException {
    return new String(read(path), StandardCharsets.UTF_8);
  }

  /** Opens a new file (an old one is replaced) whose bytes readers see when it is flushed. */
  public OutputStream create(String path) throws IOException {
    FileSystem files = fileSystem(path);
    FSDataOutputStream file =
        files instanceof RawLocalFileSystem local
            ? LocalFiles.create(local, new Path(path))
            : files.create(new Path(path), true);
    return new LocatedOutput(path, file);
  }

  /**
   * Writes a file whole or not at all: under a temporary name beside it first, then renamed. A
   * process that is killed meanwhile leaves the temporary file to {@link #deleteUnfinished}.
   */
  public void write(String path, Content content) throws IOException {
    String temporary = unfinished(path) + "." + UUID.randomUUID();
    try {
      try (OutputStream out = create(temporary)) {
        content.writeTo(out);
      }
      delete(path);
      rename(temporary, path);
    } catch (IOException | RuntimeException e) {
      deleteQuietly(temporary, e);
      throw e;
    }
  }

  public void writeText(String path, String text) throws IOException {
    write(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Moves a file or folder to a name that is not taken. */
  public void rename(String from, String to) throws IOException {
    FileSystem files = fileSystem(from);
    files.mkdirs(new Path(to).getParent());
    if (files.exists(new Path(to)) || !files.rename(new Path(from), new Path(to))) {
      throw new IOException("could not rename " + from + " to " + to);
    }
  }

  public void createFolder(String path) throws IOException {
    if (!fileSystem(path).mkdirs(new Path(path))) {
      throw new IOException("could not create folder " + path);
    }
  }

  /** Deletes a file, or a folder with all that is in it, if it is there. */
  public void delete(String path) throws IOException {
    fileSystem(path).delete(new Path(path), true);
  }

  /** The folder that a file or folder is in, which must not be the root. */
  public String parent(String path) {
    return new Path(path).getParent().toString();
  }

  /**
   * Whether a path is on this machine, which is told without asking any other one.
   *
   * @throws IllegalArgumentException if it is no path, or one of a file system that is not there
   */
  public boolean isLocal(String path) {
    String own = parsed(path).toUri().getScheme();
    String scheme = own == null ? FileSystem.getDefaultUri(configuration).getScheme() : own;
    try {
      FileSystem.getFileSystemClass(scheme, configuration);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "expected a path on a file system that Spark knows, found %s: correct the scheme %s:// or add its file system to Spark"
              .formatted(path, scheme),
          e);
    }
    return scheme.equals("file");
  }

  /** The path with its scheme, absolute: what another process can find it by. */
  public String qualify(String path) throws IOException {
    return fileSystem(path).makeQualified(new Path(path)).toString();
  }

  /** Where to make what is to get this path when it is whole: hidden, in the same folder. */
  public static String unfinished(String path) {
    Path whole = new Path(path);
    return new Path(whole.getParent(), UNFINISHED + whole.getName()).toString();
  }

  /** Deletes what killed processes were writing into a folder that nobody else writes into now. */
  public void deleteUnfinished(String folder) throws IOException {
    for (String name : list(folder)) {
      if (name.startsWith(UNFINISHED)) {
        delete(folder + "/" + name);
      }
    }
  }

  private static Path parsed(String path) {
    try {
      return new Path(path);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected a path, found %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  private void deleteQuietly(String path, Exception reason) {
    try {
      delete(path);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private FileSystem fileSystem(String path) throws IOException {
    String root = path.startsWith("file:/") ? "file:/" : path.startsWith("/") ? "/" : "";
    FileSystem known = locals.get(root);
    if (known != null) {
      return known; // Hadoop would ask for the user each time
    }
    FileSystem files = new Path(path).getFileSystem(configuration);
    FileSystem plain = files instanceof LocalFileSystem checked ? checked.getRaw() : files;
    if (!root.isEmpty() && plain instanceof RawLocalFileSystem) {
      locals.put(root, plain);
    }
    return plain;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    configuration.write(out);
  }

  private void readObject(ObjectInputStream in) throws IOException {
    configuration = new Configuration(false);
    configuration.readFields(in);
    locals = new ConcurrentHashMap<>();
  }
}
