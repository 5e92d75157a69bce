package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Twins.EXACT;
import static io.meanfield.zoo.kernel.Twins.FAST;
import static io.meanfield.zoo.kernel.Twins.exact;
import static io.meanfield.zoo.kernel.Twins.exactly;
import static io.meanfield.zoo.kernel.Twins.expectNear;
import static io.meanfield.zoo.kernel.Twins.random;

import io.meanfield.zoo.kernel.Poolings.Forward;
import io.meanfield.zoo.kernel.Window.Pair;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@Tag("unit")
class TestPoolings {
  private static final Pair NONE = new Pair(0, 0);
  private static final Pair ONE = new Pair(1, 1);
  private static final Pair TWO = new Pair(2, 2);

  private static final List<Window> WINDOWS =
      List.of(
          new Window(2, 2, TWO, ONE, NONE, NONE),
          new Window(3, 3, TWO, ONE, NONE, NONE),
          new Window(3, 3, TWO, ONE, ONE, ONE),
          new Window(3, 3, ONE, ONE, ONE, ONE),
          new Window(2, 2, ONE, ONE, NONE, ONE),
          new Window(2, 3, new Pair(3, 1), ONE, ONE, NONE),
          new Window(2, 2, ONE, TWO, NONE, NONE),
          new Window(3, 2, new Pair(2, 1), new Pair(1, 2), ONE, ONE),
          new Window(7, 9, ONE, ONE, NONE, NONE));

  @Test
  void everyKindAndWindowIsTheSame() {
    for (Poolings.Kind kind : Poolings.Kind.values()) {
      for (Window window : WINDOWS) {
        for (Place place : Place.values()) {
          expectSame(kind, window, random(1, 3, 5, 7, 9), place, place);
        }
      }
    }
  }

  @Test
  void everyNumberOfExamplesAndChannelsIsTheSame() {
    for (Poolings.Kind kind : Poolings.Kind.values()) {
      for (long batch : new long[] {1, 17}) {
        for (long channels : new long[] {1, 33}) {
          INDArray image = random(1, batch, channels, 7, 9);
          expectSame(kind, WINDOWS.get(2), image, Place.CHANNELS_LAST, Place.CHANNELS_LAST);
        }
      }
    }
  }

  @Test
  void everyPlaceOfImagesAndResultsIsTheSame() {
    for (Poolings.Kind kind : Poolings.Kind.values()) {
      for (Place place : Place.values()) {
        for (Place other : Place.values()) {
          expectSame(kind, WINDOWS.get(2), random(1, 2, 3, 7, 9), place, other);
        }
      }
    }
  }

  @Test
  void equalLargestPixelsGiveTheGradientToTheFirst() {
    INDArray image = random(1, 2, 3, 7, 9);
    image.assign(image.gt(0).castTo(DataType.FLOAT));
    for (Window window : WINDOWS) {
      expectSame(Poolings.Kind.MAX, window, image, Place.CHANNELS_LAST, Place.ROW_MAJOR);
    }
  }

  private static void expectSame(
      Poolings.Kind kind, Window window, INDArray image, Place place, Place other) {
    String message = kind + " " + window + place + other;
    long[] shape = {image.size(0), image.size(1), window.outputHeight(7), window.outputWidth(9)};
    INDArray expected = exactly(shape);
    Saved exactlySaved = new Saved();
    EXACT.poolings().forward(kind, window, exact(image), exactlySaved, expected);
    Saved saved = new Saved();
    INDArray here = place.of(image);
    Place.Result found = other.result(DataType.FLOAT, shape);
    FAST.poolings().forward(kind, window, here, saved, found.array());
    expectNear(expected, found, message);

    INDArray gradient = random(2, shape);
    INDArray below = exactly(image.shape());
    EXACT
        .poolings()
        .gradient(kind, window, new Forward(exact(image), exactlySaved), exact(gradient), below);
    found = place.result(DataType.FLOAT, image.shape());
    FAST.poolings()
        .gradient(kind, window, new Forward(here, saved), other.of(gradient), found.array());
    expectNear(below, found, message + " gradient");
  }
}
