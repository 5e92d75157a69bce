package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawResult.Good;
import java.nio.charset.Charset;
import java.util.Optional;

/** Texts as they stand. */
record TextLineParser(Charset charset, Optional<RawLabel> label) implements LineParser {

  @Override
  public Good parse(String text) throws BadRecordException {
    TextDecoder.requireText(text);
    return new Good(new RawFeatures.Text(text), label);
  }
}
