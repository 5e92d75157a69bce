package io.meanfield.driver;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.Dataset;
import io.meanfield.datasets.NearestName;
import io.meanfield.datasets.catalogue.Catalogue;
import io.meanfield.datasets.ingest.IngestConfig;
import io.meanfield.datasets.ingest.MixtureConfig;
import io.meanfield.datasets.source.RawInput;
import io.meanfield.datasets.source.RawInput.Kind;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.TextsConfig;
import io.meanfield.datasets.transform.TransformConfig;
import io.meanfield.datasets.transform.text.WordPieceConfig;
import io.meanfield.driver.config.Problems;
import io.meanfield.driver.config.RunConfig;
import io.meanfield.driver.config.RunSection;
import io.meanfield.zoo.ModelSource;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Checks the paths of a configuration as far as this machine can tell by itself: whether they are
 * paths of a known file system and, where that is the local one, whether there is a file.
 */
record PathChecks(Storage storage) {

  void check(RunSection run, Problems problems) {
    isLocal("folder", run.folder(), problems);
  }

  void check(ModelSource.File model, Problems problems) {
    require(Kind.FILE, "file", model.file(), problems);
  }

  void check(ModelSource.Zip model, Problems problems) {
    require(Kind.FILE, "zip", model.zip(), problems);
  }

  /** A run that goes on from a checkpoint needs no file of them. */
  void checkWordVectors(RunConfig config, Problems problems) {
    if (config.model().wordVectors().isPresent() && isKnownAsNew(config)) {
      String file = config.model().wordVectors().get().file();
      require(Kind.FILE, "model.word-vectors.file", file, problems);
    }
  }

  void check(MixtureConfig dataset, Problems problems) {
    isLocal("shards", dataset.shards(), problems);
    for (int i = 0; i < dataset.mix().size(); i++) {
      String key = "mix[%d].shards".formatted(i);
      String folder = dataset.mix().get(i).shards();
      if (isLocal(key, folder, problems) && !isPublished(folder)) {
        problems.add(
            key,
            "expected a data set that is ingested already, found none at %s%s"
                .formatted(folder, hint(folder, "correct the path or run ingest.sh for it")));
      }
    }
  }

  void check(IngestConfig dataset, Problems problems) {
    boolean isIngested =
        isLocal("shards", dataset.shards(), problems) && !isPublished(dataset.shards());
    if (isIngested) {
      check(dataset.transform(), problems);
    }
    if (dataset.id().isPresent()) {
      checkId(dataset.id().get(), problems);
    } else if (isIngested) {
      for (RawInput input : dataset.source().inputs()) {
        require(input.kind(), "source." + input.key(), input.path(), problems);
      }
    }
  }

  private void check(TransformConfig transform, Problems problems) {
    if (transform instanceof TextsConfig text
        && text.tokenizer() instanceof WordPieceConfig wordPiece) {
      require(Kind.FILE, "transform.tokenizer.file", wordPiece.file(), problems);
    }
  }

  private static void checkId(String id, Problems problems) {
    try {
      Catalogue.load().entry(id);
    } catch (DataException e) {
      problems.add("id", e.getMessage());
    }
  }

  private void require(Kind kind, String key, String path, Problems problems) {
    if (!isLocal(key, path, problems)) {
      return;
    }
    String expected =
        switch (kind) {
          case FILE -> "a file";
          case FOLDER -> "a folder";
          case FILE_OR_FOLDER -> "a file or a folder";
        };
    try {
      if (!storage.exists(path)) {
        problems.add(
            key,
            "expected %s, found nothing at %s%s"
                .formatted(expected, path, hint(path, "correct the path or fetch the file")));
      } else if (kind != Kind.FILE_OR_FOLDER
          && storage.isDirectory(path) != (kind == Kind.FOLDER)) {
        problems.add(
            key,
            kind == Kind.FILE
                ? "expected a file, found the folder " + path + "; name a file in it"
                : "expected a folder, found the file " + path + "; name the folder it is in");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String hint(String path, String otherwise) {
    int slash = path.lastIndexOf('/');
    String folder = slash < 0 ? "." : path.substring(0, slash + 1);
    try {
      return NearestName.to(path.substring(slash + 1), storage.list(folder))
          .map(name -> "; did you mean \"%s\"?".formatted(name))
          .orElse("; " + otherwise);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isKnownAsNew(RunConfig config) {
    try {
      return storage.isLocal(config.run().folder()) && RunFolder.isNew(storage, config);
    } catch (IllegalArgumentException e) {
      return false; // what is wrong with the folder has been said
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isPublished(String shards) {
    try {
      return Dataset.isPublished(storage, shards);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isLocal(String key, String path, Problems problems) {
    try {
      return storage.isLocal(path);
    } catch (IllegalArgumentException e) {
      problems.add(key, e.getMessage());
      return false;
    }
  }
}
