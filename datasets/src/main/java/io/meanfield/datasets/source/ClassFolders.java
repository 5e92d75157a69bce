package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.storage.StoredFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A folder with one folder a class, which may have folders of its own. */
record ClassFolders(String folder) implements FileLabels {

  /**
   * @param key of the configuration that names the folder
   * @throws DataException unless there are files in it
   */
  List<StoredFile> files(Storage storage, String key) throws IOException {
    if (!storage.isDirectory(folder)) {
      throw new DataException(
          "expected the folder %s (%s), found %s; correct the path or fetch the data"
              .formatted(folder, key, storage.exists(folder) ? "a file" : "nothing there"));
    }
    List<StoredFile> files = storage.files(folder);
    if (files.isEmpty()) {
      throw new DataException(
          "expected folders with files in %s (%s), found none; correct the path"
              .formatted(folder, key));
    }
    return files;
  }

  /** The classes of files in the folder; numbers are in numerical order. */
  List<String> names(List<String> files) {
    TreeSet<String> names = new TreeSet<>();
    files.forEach(file -> name(file).ifPresent(names::add));
    return ClassNames.inOrder(names);
  }

  @Override
  public Optional<RawLabel> of(String file) throws BadRecordException {
    return Optional.of(
        new RawLabel.ClassName(
            name(file)
                .orElseThrow(
                    () ->
                        new BadRecordException(
                            "expected a file in a folder that is called as its class, found it in %s itself"
                                .formatted(folder)))));
  }

  private Optional<String> name(String file) {
    int start = folder.endsWith("/") ? folder.length() : folder.length() + 1;
    int end = file.indexOf('/', start);
    return end < 0 ? Optional.empty() : Optional.of(file.substring(start, end));
  }
}
