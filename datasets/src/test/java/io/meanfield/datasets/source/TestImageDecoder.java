package io.meanfield.datasets.source;

import static io.meanfield.datasets.source.ImageAssertions.assertBad;
import static io.meanfield.datasets.source.ImageAssertions.assertNear;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestImageDecoder {

  @Test
  void whatIsNoImageIsNamedByItsFirstBytes() {
    assertBad(
        "expected a PNG, JPEG, GIF, BMP or WebP image, found a file that starts with the bytes 68 65 6c 6c 6f 20 77 6f",
        "hello world".getBytes(StandardCharsets.US_ASCII));
    assertBad("starts with the bytes 42", new byte[] {0x42});
    assertBad("52 49 46 46", "RIFF1234WAVE".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void emptyAndHugeFilesAreBadRecords() {
    assertBad("expected an image file of 1 to 67108864 bytes, found 0", new byte[0]);
    assertBad("found 67108865", new byte[(1 << 26) + 1]);
  }

  @Test
  void aDecoderGoesOnAfterBadRecordsOfEveryFormat() throws IOException, BadRecordException {
    ImageDecoder decoder = new ImageDecoder();
    for (String format : new String[] {"png", "jpeg", "bmp", "lossless.webp"}) {
      byte[] whole =
          format.endsWith(".webp")
              ? ImageFiles.resource(format)
              : ImageFiles.write(format, ImageFiles.smooth());
      for (int i = 0; i < 3; i++) {
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, whole.length / 2, whole.length - 12, (byte) (50 * i));
        try {
          decoder.decode(damaged);
        } catch (BadRecordException e) {
          assertBad(e.getMessage(), damaged);
        }
        assertNear(ImageFiles.smoothPixels(3), decoder.decode(whole), 12);
      }
    }
  }
}
