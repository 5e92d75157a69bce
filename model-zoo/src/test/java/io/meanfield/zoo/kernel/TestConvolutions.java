package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Twins.EXACT;
import static io.meanfield.zoo.kernel.Twins.FAST;
import static io.meanfield.zoo.kernel.Twins.exact;
import static io.meanfield.zoo.kernel.Twins.exactly;
import static io.meanfield.zoo.kernel.Twins.expectNear;
import static io.meanfield.zoo.kernel.Twins.random;

import io.meanfield.zoo.kernel.Convolutions.Filters;
import io.meanfield.zoo.kernel.Window.Pair;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@Tag("unit")
class TestConvolutions {

  /** One convolution over images [batch, channels, height, width]. */
  private record Case(long batch, long channels, long outputs, long groups, Window window) {
    static final long HEIGHT = 7;
    static final long WIDTH = 9;

    long[] image() {
      return new long[] {batch, channels, HEIGHT, WIDTH};
    }

    long[] filters() {
      return new long[] {outputs, channels / groups, window.height(), window.width()};
    }

    long[] result() {
      return new long[] {batch, outputs, window.outputHeight(HEIGHT), window.outputWidth(WIDTH)};
    }

    /** All three passes, with images in one place and results and gradients in another. */
    void expectSame(Activation activation, boolean hasBias, Place place, Place other) {
      String message = this + " " + activation + " bias " + hasBias + place + other;
      INDArray image = random(1, image());
      INDArray weights = random(2, filters());
      INDArray bias = hasBias ? random(3, outputs) : null;
      INDArray gradient = random(4, result());
      INDArray exactBias = hasBias ? exact(bias) : null;

      INDArray output = exactly(result());
      EXACT
          .convolutions()
          .forward(
              exact(image), new Filters(exact(weights), exactBias), window, activation, output);
      Place.Result found = other.result(DataType.FLOAT, result());
      FAST.convolutions()
          .forward(place.of(image), new Filters(weights, bias), window, activation, found.array());
      expectNear(output, found, message);

      INDArray below = exactly(image());
      EXACT.convolutions().inputGradient(exact(gradient), exact(weights), window, below);
      found = place.result(DataType.FLOAT, image());
      FAST.convolutions().inputGradient(other.of(gradient), weights, window, found.array());
      expectNear(below, found, message + " input gradient");

      Filters learned = new Filters(exactly(filters()), hasBias ? exactly(outputs) : null);
      EXACT.convolutions().filterGradient(exact(image), exact(gradient), window, learned);
      found = Place.ROW_MAJOR.result(DataType.FLOAT, filters());
      Place.Result foundBias = Place.ROW_MAJOR.result(DataType.FLOAT, outputs);
      FAST.convolutions()
          .filterGradient(
              place.of(image),
              other.of(gradient),
              window,
              new Filters(found.array(), hasBias ? foundBias.array() : null));
      expectNear(learned.weights(), found, message + " filter gradient");
      if (hasBias) {
        expectNear(learned.bias(), foundBias, message + " bias gradient");
      }
    }
  }

  private static final Pair NONE = new Pair(0, 0);
  private static final Pair ONE = new Pair(1, 1);
  private static final Pair TWO = new Pair(2, 2);
  private static final Window PLAIN = new Window(3, 3, ONE, ONE, NONE, NONE);

  private static final List<Window> WINDOWS =
      List.of(
          PLAIN,
          new Window(1, 1, ONE, ONE, NONE, NONE),
          new Window(1, 1, new Pair(2, 2), ONE, NONE, NONE),
          new Window(3, 3, ONE, ONE, ONE, ONE),
          new Window(3, 3, new Pair(2, 2), ONE, ONE, ONE),
          new Window(3, 3, new Pair(2, 2), ONE, NONE, ONE),
          new Window(2, 5, new Pair(3, 1), ONE, new Pair(1, 0), new Pair(0, 4)),
          new Window(3, 2, ONE, new Pair(2, 2), new Pair(2, 0), new Pair(0, 1)),
          new Window(3, 3, new Pair(2, 3), new Pair(2, 1), new Pair(2, 1), new Pair(1, 2)),
          new Window(1, 7, ONE, ONE, new Pair(0, 6), NONE),
          new Window(7, 9, ONE, ONE, NONE, NONE));

  @Test
  void everyWindowIsTheSame() {
    for (Window window : WINDOWS) {
      for (Place place : List.of(Place.ROW_MAJOR, Place.CHANNELS_LAST)) {
        new Case(3, 3, 5, 1, window).expectSame(Activation.IDENTITY, true, place, place);
        new Case(2, 4, 6, 2, window).expectSame(Activation.RELU, true, place, place);
      }
    }
  }

  /**
   * Those that are computed by minimal filtering, tile by tile; 7 x 9 pixels leave halves of them.
   */
  @Test
  void wideThreeByThreeWindowsAreTheSame() {
    Place place = Place.CHANNELS_LAST;
    for (int before = 0; before <= 2; before++) {
      for (int after = 0; after <= 2; after++) {
        Window window =
            new Window(3, 3, ONE, ONE, new Pair(before, after), new Pair(after, before));
        new Case(3, 48, 32, 1, window).expectSame(Activation.RELU, true, place, place);
      }
    }
    Window same = new Window(3, 3, ONE, ONE, ONE, ONE);
    new Case(17, 32, 64, 1, same).expectSame(Activation.IDENTITY, false, place, place);
    Activation leaky = new Activation(Activation.Kind.LEAKY_RELU, 0.1);
    new Case(1, 32, 32, 1, same).expectSame(leaky, true, place, place);
  }

  /** Numbers of channels that do not fill vectors, and one image of a single window. */
  @Test
  void wideFiveByFiveWindowsAreTheSame() {
    Place place = Place.CHANNELS_LAST;
    for (int before = 0; before <= 4; before++) {
      for (int after = 0; after <= 4; after++) {
        Window window =
            new Window(5, 5, ONE, ONE, new Pair(before, after), new Pair(after, before));
        new Case(3, 20, 50, 1, window).expectSame(Activation.RELU, true, place, place);
      }
    }
    Window same = new Window(5, 5, ONE, ONE, TWO, TWO);
    for (long channels : new long[] {16, 17, 31, 32, 33}) {
      new Case(17, channels, 49, 1, same).expectSame(Activation.IDENTITY, false, place, place);
      new Case(1, 49, channels, 1, same).expectSame(Activation.RELU, true, place, place);
    }
  }

  @Test
  void wideThreeByThreeWindowsTakeEveryNumberOfChannels() {
    Window same = new Window(3, 3, ONE, ONE, ONE, ONE);
    for (long channels : new long[] {33, 47, 50}) {
      Place place = Place.CHANNELS_LAST;
      new Case(3, channels, 35, 1, same).expectSame(Activation.RELU, true, place, place);
    }
  }

  @Test
  void everyNumberOfExamplesAndChannelsIsTheSame() {
    for (long batch : new long[] {1, 3, 17}) {
      for (long channels : new long[] {1, 3, 31}) {
        for (long outputs : new long[] {1, 4, 48}) {
          for (Window window : List.of(PLAIN, WINDOWS.get(1), WINDOWS.get(4))) {
            new Case(batch, channels, outputs, 1, window)
                .expectSame(Activation.TANH, true, Place.CHANNELS_LAST, Place.CHANNELS_LAST);
          }
        }
      }
    }
  }

  @Test
  void wideThreeByThreeWindowsTakeImagesInEveryPlace() {
    Window same = new Window(3, 3, ONE, ONE, ONE, ONE);
    for (Place place : Place.values()) {
      for (Place other : List.of(Place.CHANNELS_LAST, Place.CHANNELS_LAST_LATER)) {
        new Case(3, 32, 32, 1, same).expectSame(Activation.IDENTITY, true, place, other);
      }
    }
  }

  @Test
  void everyPlaceOfImagesAndResultsIsTheSame() {
    for (Place place : Place.values()) {
      for (Place other : Place.values()) {
        new Case(2, 3, 4, 1, PLAIN).expectSame(Activation.IDENTITY, true, place, other);
        new Case(1, 1, 1, 1, WINDOWS.get(4)).expectSame(Activation.IDENTITY, true, place, other);
      }
    }
  }

  @Test
  void groupsAndDepthwiseFiltersAreTheSame() {
    for (Window window : List.of(PLAIN, WINDOWS.get(4), WINDOWS.get(7), WINDOWS.get(9))) {
      for (boolean hasBias : new boolean[] {true, false}) {
        Place place = hasBias ? Place.CHANNELS_LAST : Place.PART;
        new Case(3, 6, 4, 2, window).expectSame(Activation.IDENTITY, hasBias, place, place);
        new Case(3, 5, 5, 5, window).expectSame(Activation.IDENTITY, hasBias, place, place);
        new Case(3, 3, 6, 3, window).expectSame(Activation.IDENTITY, hasBias, place, place);
        new Case(1, 17, 17, 17, window).expectSame(Activation.RELU, hasBias, place, place);
      }
    }
  }

  @Test
  void everyActivationIsTheSame() {
    for (Activation activation : TestElementwise.ACTIVATIONS) {
      for (boolean hasBias : new boolean[] {true, false}) {
        new Case(3, 3, 16, 1, PLAIN)
            .expectSame(activation, hasBias, Place.CHANNELS_LAST, Place.CHANNELS_LAST);
      }
    }
  }

  @Test
  void filtersMayLieAnyhow() {
    Case one = new Case(2, 4, 6, 2, PLAIN);
    INDArray image = random(1, one.image());
    INDArray weights = random(2, one.filters());
    INDArray bias = random(3, 6);
    INDArray gradient = random(4, one.result());
    INDArray output = exactly(one.result());
    Filters exact = new Filters(exact(weights), exact(bias));
    EXACT.convolutions().forward(exact(image), exact, PLAIN, Activation.IDENTITY, output);
    INDArray below = exactly(one.image());
    EXACT.convolutions().inputGradient(exact(gradient), exact.weights(), PLAIN, below);
    EXACT.convolutions().filterGradient(exact(image), exact(gradient), PLAIN, exact);
    for (Place place : Place.values()) {
      INDArray found = Place.ROW_MAJOR.empty(DataType.FLOAT, one.result());
      Filters here = new Filters(place.of(weights), bias);
      FAST.convolutions().forward(image, here, PLAIN, Activation.IDENTITY, found);
      expectNear(output, found, place.toString());
      found = Place.ROW_MAJOR.empty(DataType.FLOAT, one.image());
      FAST.convolutions().inputGradient(gradient, here.weights(), PLAIN, found);
      expectNear(below, found, place.toString());
      Place.Result foundWeights = place.result(DataType.FLOAT, one.filters());
      Filters into = new Filters(foundWeights.array(), null);
      FAST.convolutions().filterGradient(image, gradient, PLAIN, into);
      expectNear(exact.weights(), foundWeights, place.toString());
    }
  }

  @Test
  void convolutionsInBf16RoundWhatTheyMultiplyAndNothingElse() {
    Convolutions rounding = Kernels.of(DataType.FLOAT, Precision.BF16).convolutions();
    boolean isPossible = Choice.made().possible(Precision.BF16) == Precision.BF16;
    DataType operands = isPossible ? DataType.BFLOAT16 : DataType.FLOAT;
    for (long groups : new long[] {1, 2}) {
      Case one = new Case(3, 6, 8, groups, WINDOWS.get(4));
      INDArray image = random(1, one.image());
      Filters filters = new Filters(random(2, one.filters()), random(3, 8));
      INDArray gradient = random(4, one.result());
      INDArray rounded = exact(image.castTo(operands));
      INDArray roundedGradient = exact(gradient.castTo(operands));
      Filters exact = new Filters(exact(filters.weights().castTo(operands)), exact(filters.bias()));

      INDArray expected = exactly(one.result());
      EXACT.convolutions().forward(rounded, exact, one.window(), Activation.TANH, expected);
      INDArray found = Place.CHANNELS_LAST.empty(DataType.FLOAT, one.result());
      rounding.forward(image, filters, one.window(), Activation.TANH, found);
      expectNear(expected, found, "forward");

      expected = exactly(one.image());
      EXACT.convolutions().inputGradient(roundedGradient, exact.weights(), one.window(), expected);
      found = Place.CHANNELS_LAST.empty(DataType.FLOAT, one.image());
      rounding.inputGradient(gradient, filters.weights(), one.window(), found);
      expectNear(expected, found, "input gradient");

      EXACT.convolutions().filterGradient(rounded, roundedGradient, one.window(), exact);
      rounding.filterGradient(image, gradient, one.window(), filters);
      expectNear(exact.weights(), filters.weights(), "filter gradient");
      expectNear(exact.bias(), filters.bias(), "bias gradient");
    }
  }
}
