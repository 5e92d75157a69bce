package io.meanfield.driver.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.datasets.transform.Explained.Image;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestImageSketch {

  @Test
  void brightnessIsTheMeanOfTheChannels() {
    byte[] values = {0, 0, 0, (byte) 255, (byte) 255, (byte) 255, (byte) 255, 0, 0};
    assertEquals(List.of("  @@--"), ImageSketch.lines(new Image(1, 3, 3, values)));
  }

  @Test
  void ofALargeImageSomePixelsAreShown() {
    byte[] values = new byte[3 * 65];
    values[3] = (byte) 255;
    assertEquals(List.of("  @@" + " ".repeat(40)), ImageSketch.lines(new Image(3, 65, 1, values)));
  }
}
