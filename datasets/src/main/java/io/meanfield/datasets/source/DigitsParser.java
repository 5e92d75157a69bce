package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawFeatures.Pixels;
import io.meanfield.datasets.source.RawResult.Good;
import java.util.Optional;

/** Records of height * width pixels and a label, all whole numbers, which may be written 5.0. */
final class DigitsParser implements LineParser {
  private final DigitsSource format;
  private final Labelling labelling;
  private final int numPixels;

  DigitsParser(DigitsSource format, Labelling labelling) {
    this.format = format;
    this.labelling = labelling;
    this.numPixels = format.height() * format.width();
  }

  @Override
  public Optional<Good> parse(String text) throws BadRecordException {
    String[] fields = text.split(",", -1);
    boolean hasLabel = fields.length == numPixels + 1;
    if (!hasLabel && (labelling == Labelling.LABELLED || fields.length != numPixels)) {
      throw new BadRecordException(
          "expected %d pixels and a label, found %d fields".formatted(numPixels, fields.length));
    }
    return Optional.of(
        new Good(
            pixels(fields),
            labelling == Labelling.LABELLED
                ? Optional.of(label(fields[numPixels]))
                : Optional.empty()));
  }

  private Pixels pixels(String[] fields) throws BadRecordException {
    byte[] values = new byte[numPixels];
    for (int i = 0; i < numPixels; i++) {
      values[i] = (byte) whole("pixel " + (i + 1), fields[i], format.maxValue());
    }
    return new Pixels(format.height(), format.width(), 1, values);
  }

  private static RawLabel label(String field) throws BadRecordException {
    return new RawLabel.ClassName(Integer.toString(whole("the label", field, 1 << 20)));
  }

  private static int whole(String name, String field, int max) throws BadRecordException {
    float value = DecimalText.parse(name, field);
    if (value != Math.rint(value) || value < 0 || value > max) {
      throw new BadRecordException(
          "expected a whole number from 0 to %d in %s, found %s"
              .formatted(max, name, Excerpt.of(field)));
    }
    return (int) value;
  }
}
