package io.meanfield.driver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.OpenFileEntry;

/** A real HDFS of one name node and one data node, in this process. */
final class Hdfs implements AutoCloseable {
  private final MiniDFSCluster cluster;
  private final DistributedFileSystem files;

  Hdfs(java.nio.file.Path disk) throws IOException {
    Configuration configuration = new Configuration();
    configuration.setInt("dfs.replication", 1);
    cluster = new MiniDFSCluster.Builder(configuration, disk.toFile()).numDataNodes(1).build();
    files = cluster.getFileSystem();
  }

  /** The URI of an absolute path on it. */
  String uri(String path) {
    return files.getUri() + path;
  }

  void copyIn(java.nio.file.Path local, String path) throws IOException {
    files.copyFromLocalFile(new Path(local.toUri()), new Path(path));
  }

  /** An empty file. */
  void create(String path) throws IOException {
    files.create(new Path(path)).close();
  }

  String read(String path) throws IOException {
    try (InputStream in = files.open(new Path(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The names of the files and folders in a folder, in order. */
  List<String> list(String folder) throws IOException {
    List<String> names = new ArrayList<>();
    for (FileStatus found : files.listStatus(new Path(folder))) {
      names.add(found.getPath().getName());
    }
    return names;
  }

  /** The paths of all files and folders below a folder. */
  List<String> everythingBelow(String folder) throws IOException {
    List<String> paths = new ArrayList<>();
    for (FileStatus found : files.listStatus(new Path(folder))) {
      String path = found.getPath().toUri().getPath();
      paths.add(path);
      if (found.isDirectory()) {
        paths.addAll(everythingBelow(path));
      }
    }
    return paths;
  }

  /** The paths of files that somebody is still writing, or has died over. */
  List<String> openFiles() throws IOException {
    List<String> paths = new ArrayList<>();
    RemoteIterator<OpenFileEntry> open = files.listOpenFiles();
    while (open.hasNext()) {
      paths.add(open.next().getFilePath());
    }
    return paths;
  }

  @Override
  public void close() {
    cluster.shutdown();
  }
}
