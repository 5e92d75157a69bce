package io.meanfield.datasets.augment;

import io.meanfield.datasets.Batch;
import io.meanfield.datasets.BatchBuffers;
import io.meanfield.datasets.transform.Fit;
import io.meanfield.datasets.transform.ImageEncoding;
import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.datasets.transform.Scale;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Batches of random images with random classes, as a reader makes them. */
final class SampleBatches {
  static final int NUM_CLASSES = 4;

  private final ImageScaling images;
  private final BatchBuffers buffers;

  SampleBatches(ImageScaling images) {
    this.images = images;
    this.buffers = new BatchBuffers(images.features(), NUM_CLASSES, ByteBuffer::allocateDirect);
  }

  static ImageScaling images(int height, int width, int channels) {
    List<Scale> scales =
        IntStream.range(0, channels).mapToObj(c -> new Scale(110 + 12 * c, 55 + 7 * c)).toList();
    return new ImageScaling(new ImageEncoding(height, width, channels, Fit.EXACT), scales);
  }

  /** Examples of an epoch from a position on; the same ones however they are asked for. */
  Batch read(long firstPosition, int size) {
    buffers.begin(size);
    for (long position = firstPosition; position < firstPosition + size; position++) {
      Random random = new Random(position);
      byte[] pixels =
          new byte
              [images.features().height()
                  * images.features().width()
                  * images.features().channels()];
      random.nextBytes(pixels);
      images.decode(ByteBuffer.wrap(pixels), buffers.features(), null);
      int hot = random.nextInt(NUM_CLASSES);
      for (int label = 0; label < NUM_CLASSES; label++) {
        buffers.labels().put(label == hot ? 1 : 0);
      }
    }
    return buffers.end(size);
  }

  /** One image, [height, width, channels]. */
  float[] image(long position) {
    return values(read(position, 1).features());
  }

  static float[] values(FloatBuffer buffer) {
    float[] values = new float[buffer.remaining()];
    buffer.get(buffer.position(), values);
    return values;
  }
}
