package io.meanfield.datasets.transform;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.transform.text.TokenizerFitting;

/** A tokenizer that is learned from texts. Used by one thread. */
final class TextFitting implements Fitting {
  private static final long serialVersionUID = 1;

  private final TextsConfig config;
  private final TokenizerFitting tokenizer;
  private long numTexts;

  TextFitting(TextsConfig config, TokenizerFitting tokenizer) {
    this.config = config;
    this.tokenizer = tokenizer;
  }

  @Override
  public void add(RawFeatures raw) {
    for (String text : config.texts(raw)) {
      tokenizer.add(text);
      numTexts++;
    }
  }

  @Override
  public void merge(Fitting other) {
    TextFitting next = (TextFitting) other;
    tokenizer.merge(next.tokenizer);
    numTexts += next.numTexts;
  }

  /**
   * @throws DataException if nothing was seen, or too little to learn from
   */
  @Override
  public Encoding finish() {
    if (numTexts == 0) {
      throw new DataException(
          "expected at least one text to fit the tokenizer on, found none in the training part: check the source and the split");
    }
    return config.encodingBy(tokenizer.finish());
  }
}
