package io.meanfield.datasets.source;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawFeatures.Pixels;
import io.meanfield.datasets.source.RawResult.Bad;
import io.meanfield.datasets.source.RawResult.Good;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads images and their labels in step. Used by one thread. */
final class IdxReader implements RawReader {
  private final IdxFiles files;
  private final IdxImageReader images;
  private final IdxFile labels;
  private final List<String> classes;

  private IdxReader(IdxFiles files, IdxImageReader images, IdxFile labels, List<String> classes) {
    this.files = files;
    this.images = images;
    this.labels = labels;
    this.classes = classes;
  }

  /**
   * @param classes the names of the labels from 0 on, or none if their numbers are their names
   * @throws DataException if a file is not of its kind or they differ in the number of items
   */
  static IdxReader open(Storage storage, IdxFiles files, List<String> classes) throws IOException {
    IdxImageReader images = IdxImageReader.open(storage, files.images());
    IdxFile labels;
    try {
      labels = IdxFile.open(storage, files.labels(), IdxKind.LABELS);
    } catch (IOException | RuntimeException e) {
      images.close();
      throw e;
    }
    IdxReader reader = new IdxReader(files, images, labels, classes);
    if (images.numImages() != labels.size(0)) {
      reader.close();
      throw new DataException(
          "expected as many labels as images, found %d labels in %s and %d images in %s; correct the paths"
              .formatted(labels.size(0), files.labels(), images.numImages(), files.images()));
    }
    return reader;
  }

  @Override
  public Optional<RawResult> next() throws IOException {
    Optional<Pixels> image = images.nextImage();
    Optional<byte[]> label = labels.next();
    if (image.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(result(image.get(), label.orElseThrow()[0] & 0xff));
  }

  @Override
  public RawPlace place() {
    return images.place();
  }

  @Override
  public void close() throws IOException {
    try (images) {
      labels.close();
    }
  }

  private RawResult result(Pixels image, int label) {
    if (classes.isEmpty()) {
      return labelled(image, Integer.toString(label));
    }
    if (label >= classes.size()) {
      return new Bad(
          files.labels(),
          images.place().position(),
          "expected a label from 0 to %d, found %d".formatted(classes.size() - 1, label));
    }
    return labelled(image, classes.get(label));
  }

  private static Good labelled(Pixels image, String name) {
    return new Good(image, Optional.of(new RawLabel.ClassName(name)));
  }
}
