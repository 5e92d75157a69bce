package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.storage.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parquet files with the same columns. A split is some neighbouring row groups of a file, so that
 * the division depends on the files alone.
 *
 * @param paths of files, and of folders with files in them
 */
record ParquetFiles(SplitFiles paths, Projection projection) implements ProjectedSource {

  /** Opens every file on the driver, so that what they lack is said before any is read. */
  @Override
  public List<RawSplit> splits(Storage storage) throws IOException {
    RowGroupSplits splits = new RowGroupSplits();
    for (boolean isTest : new boolean[] {false, true}) {
      List<RowGroupSplits.Sized> files = new ArrayList<>();
      for (String path : isTest ? paths.test() : paths.train()) {
        for (String file : files(storage, path, paths.keyOf(isTest))) {
          try (ParquetTable table = ParquetTable.open(storage, file, projection)) {
            files.add(new RowGroupSplits.Sized(file, table.rowGroupBytes()));
          }
        }
      }
      splits.add(files, isTest);
    }
    return splits.all();
  }

  private static List<String> files(Storage storage, String path, String key) throws IOException {
    if (!storage.isDirectory(path)) {
      RawFile.check(storage, path, key);
      return List.of(path);
    }
    List<StoredFile> files = storage.files(path);
    if (files.isEmpty()) {
      throw new DataException(
          "expected Parquet files in the folder %s (%s), found none; correct the path"
              .formatted(path, key));
    }
    return files.stream().map(file -> FileNames.within(path, file.path())).toList();
  }

  @Override
  public List<RawInput> inputs() {
    return paths.inputs().stream().map(RawInput::orFolder).toList();
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    return new RowGroupReader(
        ParquetTable.open(storage, split.file(), projection), split.extent(), split.file());
  }

  @Override
  public ParquetFiles withProjection(Projection other) {
    return new ParquetFiles(paths, other);
  }

  @Override
  public ParquetFiles within(String folder) {
    return new ParquetFiles(paths.within(folder), projection);
  }

  @Override
  public ParquetFiles unlabelled(List<String> inputs) {
    return new ParquetFiles(
        SplitFiles.inputs(inputs), Projection.of(projection.columns(), Labelling.UNLABELLED));
  }
}
