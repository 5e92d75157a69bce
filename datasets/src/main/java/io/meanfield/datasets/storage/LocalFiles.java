package io.meanfield.datasets.storage;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Opens local files. Hadoop starts a process for each new file, to set its permissions, and adds up
 * statistics after each one that is read, which takes longer than to read a small file.
 */
final class LocalFiles {
  private LocalFiles() {}

  /**
   * @throws java.io.FileNotFoundException if it is not there or is no file
   */
  static InputStream open(RawLocalFileSystem files, Path path) throws IOException {
    return new FileInputStream(files.pathToFile(path));
  }

  /** An empty file with the permissions that Hadoop gives, whatever was there before. */
  static FSDataOutputStream create(RawLocalFileSystem files, Path path) throws IOException {
    files.mkdirs(path.getParent());
    java.nio.file.Path file = files.pathToFile(path).toPath();
    FsPermission permission =
        FsPermission.getFileDefault().applyUMask(FsPermission.getUMask(files.getConf()));
    Files.write(file, new byte[0]);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permission.toString()));
    return files.append(path); // which leaves the permissions alone
  }
}
