package io.meanfield.datasets.storage;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files below a local folder. Hadoop's own iterator starts a process for each file, to ask for
 * permissions. Used by one thread.
 */
final class LocalTree implements RemoteIterator<FileStatus> {
  private final FileSystem files;
  private final Deque<FileStatus> open = new ArrayDeque<>();

  LocalTree(FileSystem files, Path root) throws IOException {
    this.files = files;
    enter(root);
  }

  @Override
  public boolean hasNext() throws IOException {
    while (!open.isEmpty() && open.peek().isDirectory()) {
      enter(open.pop().getPath());
    }
    return !open.isEmpty();
  }

  @Override
  public FileStatus next() throws IOException {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return open.pop();
  }

  private void enter(Path folder) throws IOException {
    for (FileStatus entry : files.listStatus(folder)) {
      open.push(entry);
    }
  }
}
