package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.storage.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that are an example each, without labels.
 *
 * @param paths of files and of folders with files in them
 */
record UnlabelledFolders(List<String> paths, FileParser.Factory parsers) implements Source {
  private static final String KEY = "input";

  UnlabelledFolders {
    paths = FileNames.requireSome(KEY, paths);
    FileNames.requireDistinct(paths);
  }

  @Override
  public List<RawSplit> splits(Storage storage) throws IOException {
    FileSplits splits = new FileSplits();
    splits.addTrain("", files(storage, paths, KEY));
    return splits.all();
  }

  /**
   * The files, and those in the folders.
   *
   * @param key of the configuration that names them
   * @throws io.meanfield.datasets.DataException if one is not there, or there is nothing in it
   */
  static List<StoredFile> files(Storage storage, List<String> paths, String key)
      throws IOException {
    List<StoredFile> files = new ArrayList<>();
    for (String path : paths) {
      if (storage.isDirectory(path)) {
        for (StoredFile file : new ClassFolders(path).files(storage, key)) {
          files.add(new StoredFile(FileNames.within(path, file.path()), file.bytes()));
        }
      } else {
        RawFile.check(storage, path, key);
        files.add(new StoredFile(path, storage.size(path)));
      }
    }
    return List.copyOf(files);
  }

  @Override
  public List<RawInput> inputs() {
    return List.of();
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) {
    return new WholeFileReader(storage, split.files(), FileLabels.NONE, parsers.newParser());
  }

  @Override
  public UnlabelledFolders within(String folder) {
    return new UnlabelledFolders(FileNames.within(folder, paths), parsers);
  }

  @Override
  public UnlabelledFolders unlabelled(List<String> others) {
    return new UnlabelledFolders(others, parsers);
  }
}
