package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawResult.Good;
import java.util.Optional;
import java.util.regex.Pattern;

/** Records of a label and pairs of a place and a number. */
final class LibsvmParser implements LineParser {
  static final char COMMENT = '#';

  private static final Pattern SPACES = Pattern.compile("[ \t]+");
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

  private final LibsvmSource format;
  private final Labelling labelling;

  LibsvmParser(LibsvmSource format, Labelling labelling) {
    this.format = format;
    this.labelling = labelling;
  }

  @Override
  public Optional<Good> parse(String text) throws BadRecordException {
    int comment = text.indexOf(COMMENT);
    String[] tokens = SPACES.split((comment < 0 ? text : text.substring(0, comment)).strip());
    boolean hasLabel = tokens[0].indexOf(':') < 0;
    if (!hasLabel && labelling == Labelling.LABELLED) {
      throw new BadRecordException(
          "expected a label and then pairs such as 3:0.5, found %s first"
              .formatted(Excerpt.of(tokens[0])));
    }
    RawFeatures features = new RawFeatures.Numbers(values(tokens, hasLabel ? 1 : 0));
    return Optional.of(
        new Good(
            features,
            labelling == Labelling.LABELLED ? Optional.of(label(tokens[0])) : Optional.empty()));
  }

  private RawLabel label(String token) throws BadRecordException {
    return format.label().of(DecimalText.parse("the label", token), token);
  }

  private float[] values(String[] tokens, int from) throws BadRecordException {
    float[] values = new float[format.numFeatures()];
    int last = -1;
    for (int i = from; i < tokens.length; i++) {
      int colon = tokens[i].indexOf(':');
      String index = tokens[i].substring(0, Math.max(0, colon));
      if (!INDEX.matcher(index).matches()) {
        throw new BadRecordException(
            "expected a pair such as 3:0.5, found %s".formatted(Excerpt.of(tokens[i])));
      }
      int place = place(index);
      if (place <= last) {
        throw new BadRecordException(
            "expected places that ascend, found %s after %d"
                .formatted(index, last + format.firstIndex()));
      }
      values[place] = DecimalText.parse("place " + index, tokens[i].substring(colon + 1));
      last = place;
    }
    return values;
  }

  private int place(String index) throws BadRecordException {
    int place = Integer.parseInt(index) - format.firstIndex();
    if (place < 0 || place >= format.numFeatures()) {
      throw new BadRecordException(
          "expected a place from %d to %d, found %s: see num-features and first-index"
              .formatted(
                  format.firstIndex(), format.firstIndex() + format.numFeatures() - 1, index));
    }
    return place;
  }
}
