package io.meanfield.datasets.augment;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.Features;
import io.meanfield.datasets.transform.ImageScaling;
import java.nio.FloatBuffer;

/**
 * Changes batches of images at random, in place: colours, then the places of pixels, then cutout,
 * then mixup. What happens to an image depends on the seed, the epoch and its position in the
 * epoch's order, mixup on the batch too, and on nothing else. Used by one thread; allocates nothing
 * for an example.
 */
public final class Augmentation {
  private final AugmentationConfig config;
  private final long seed;
  private final Colours colours;
  private final Moving moving;
  private final Cutout cutout;
  private final Mixup mixup;
  private float[] image; // [height, width, channels]
  private float[] moved; // [height, width, channels]

  /**
   * @param images what the batches hold
   * @param seed of the run
   */
  public Augmentation(AugmentationConfig config, ImageScaling images, long seed) {
    Features.Image size = images.features();
    this.config = config;
    this.seed = seed;
    this.colours = new Colours(config, images);
    this.moving =
        config.resamples() ? new Interpolation(config, size) : new FlipAndCrop(config, size);
    this.cutout = new Cutout(config.cutout(), size);
    this.mixup = new Mixup(config.mixup());
    this.image = new float[size.height() * size.width() * size.channels()];
    this.moved = new float[image.length];
  }

  /**
   * Changes a batch.
   *
   * @param firstPosition in the epoch's order, of the batch's first example; the others follow it
   */
  public void apply(Batch batch, long epoch, long firstPosition) {
    Draws draws = Draws.of(seed, epoch);
    if (config.changesColours() || config.movesPixels() || config.cutout() > 0) {
      for (int example = 0; example < batch.size(); example++) {
        change(batch.features(), example * image.length, draws, firstPosition + example);
      }
    }
    if (config.mixup() > 0) {
      mixup.mix(batch.features(), image.length, draws, firstPosition);
      mixup.mix(batch.labels().orElseThrow(), batch.numLabels(), draws, firstPosition);
    }
  }

  private void change(FloatBuffer features, int start, Draws draws, long position) {
    features.get(start, image);
    if (config.changesColours()) {
      colours.change(image, draws, position);
    }
    if (config.movesPixels()) {
      moving.move(image, moved, draws, position);
      float[] old = image;
      image = moved;
      moved = old;
    }
    if (config.cutout() > 0) {
      cutout.cut(image, draws, position);
    }
    features.put(start, image);
  }
}
