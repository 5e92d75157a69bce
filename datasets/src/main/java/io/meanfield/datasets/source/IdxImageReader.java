package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import io.meanfield.datasets.source.RawResult.Good;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.Optional;

/** Reads images without labels. Used by one thread. */
final class IdxImageReader implements RawReader {
  private final IdxFile images;

  private IdxImageReader(IdxFile images) {
    this.images = images;
  }

  static IdxImageReader open(Storage storage, String file) throws IOException {
    return new IdxImageReader(IdxFile.open(storage, file, IdxKind.IMAGES));
  }

  int numImages() {
    return images.size(0);
  }

  Optional<Pixels> nextImage() throws IOException {
    return images.next().map(values -> new Pixels(images.size(1), images.size(2), 1, values));
  }

  @Override
  public Optional<RawResult> next() throws IOException {
    return nextImage().map(image -> new Good(image, Optional.empty()));
  }

  @Override
  public RawPlace place() {
    return images.place();
  }

  @Override
  public void close() throws IOException {
    images.close();
  }
}
