package io.meanfield.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.fake.Mutations;
import io.meanfield.datasets.source.RawFeatures.Pixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged files of every format: each is an image or a bad record, soon, and nothing else. */
@Tag("unit")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TestImageFuzz {
  private static final int MUTATIONS_PER_FILE = 2000;
  private static final Duration MAX_TIME = Duration.ofSeconds(10);

  @Test
  void damagedFilesAreImagesOrBadRecords() throws IOException {
    ImageDecoder decoder = new ImageDecoder();
    List<byte[]> files = files();
    int numImages = 0;
    for (int i = 0; i < files.size(); i++) {
      for (long seed = 0; seed < MUTATIONS_PER_FILE; seed++) {
        byte[] damaged = Mutations.mutate(files.get(i), seed * 100 + i);
        numImages += decodes(decoder, damaged, "file %d, seed %d".formatted(i, seed));
        if (isPng(damaged)) {
          numImages += decodes(decoder, withChecksums(damaged), "file %d, %d".formatted(i, seed));
        }
      }
    }
    assertTrue(numImages > 100, "the damage leaves too few images: " + numImages);
  }

  private static int decodes(ImageDecoder decoder, byte[] file, String name) {
    long start = System.nanoTime();
    try {
      Pixels pixels = decoder.decode(file);
      assertEquals(
          pixels.height() * pixels.width() * pixels.channels(), pixels.values().length, name);
      return 1;
    } catch (BadRecordException e) {
      assertTrue(e.getMessage().contains("found"), e.getMessage());
      return 0;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("expected an image or a bad record, of " + name, e);
    } finally {
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(time.compareTo(MAX_TIME) < 0, () -> name + " took " + time);
    }
  }

  private static boolean isPng(byte[] file) {
    return file.length > 8 && file[1] == 'P' && file[2] == 'N' && file[3] == 'G';
  }

  private static List<byte[]> files() throws IOException {
    BufferedImage smooth = ImageFiles.smooth();
    BufferedImage indexed = new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_INDEXED);
    indexed.getGraphics().drawImage(smooth, 0, 0, null);
    BufferedImage gray = new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_GRAY);
    gray.getGraphics().drawImage(smooth, 0, 0, null);
    List<byte[]> files = new ArrayList<>();
    files.add(ImageFiles.write("png", smooth));
    files.add(ImageFiles.write("png", indexed, ImageWriteParam.MODE_DEFAULT));
    files.add(ImageFiles.write("jpeg", smooth));
    files.add(ImageFiles.write("jpeg", smooth, ImageWriteParam.MODE_DEFAULT));
    files.add(ImageFiles.write("jpeg", gray));
    byte[] inks = ImageFiles.jpegOf(24, 16, 4, ImageFiles.smoothPixels(4).values());
    files.add(ImageFiles.withSegment(inks, 0xee, ImageFiles.adobe(2)));
    files.add(ImageFiles.write("gif", indexed));
    files.add(ImageFiles.write("bmp", smooth));
    files.add(ImageFiles.write("bmp", indexed));
    files.add(ImageFiles.bmp(new int[] {5, 1, 8, 1}, new int[4], new byte[] {5, 1, 0, 0, 0, 1}));
    for (String name : List.of("lossy", "lossless", "lossless-alpha", "lossy-alpha", "moving")) {
      files.add(ImageFiles.resource(name + ".webp"));
    }
    return files;
  }

  /** Sets the checksums of a PNG right, so that its damage gets past them. */
  private static byte[] withChecksums(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png.clone());
    for (long at = 8; at + 12 <= png.length; ) {
      long length = Integer.toUnsignedLong(bytes.getInt((int) at));
      if (at + 12 + length > png.length) {
        break;
      }
      CRC32 crc = new CRC32();
      crc.update(png, (int) at + 4, 4 + (int) length);
      bytes.putInt((int) (at + 8 + length), (int) crc.getValue());
      at += 12 + length;
    }
    return bytes.array();
  }
}
