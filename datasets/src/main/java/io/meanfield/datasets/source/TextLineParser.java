package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawResult.Good;
import java.nio.charset.Charset;
import java.util.Optional;

/** Texts as they stand. */
record TextLineParser(Charset charset, Optional<RawLabel> label) implements LineParser {

  @Override
  public Optional<Good> parse(String text) throws BadRecordException {
    TextDecoder.requireText(text);
    return Optional.of(new Good(new RawFeatures.Text(text), label));
  }
}
