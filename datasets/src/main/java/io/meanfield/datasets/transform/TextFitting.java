package io.meanfield.datasets.transform;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.transform.text.TokenizerFitting;

/** A tokenizer that is learned from texts. Used by one thread. */
final class TextFitting implements Fitting {
  private static final long serialVersionUID = 1;

  private final int maxTokens;
  private final TokenizerFitting tokenizer;
  private long numTexts;

  TextFitting(int maxTokens, TokenizerFitting tokenizer) {
    this.maxTokens = maxTokens;
    this.tokenizer = tokenizer;
  }

  @Override
  public void add(RawFeatures raw) {
    tokenizer.add(Kinds.text(raw).text());
    numTexts++;
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
  public TokenizedText finish() {
    if (numTexts == 0) {
      throw new DataException(
          "expected at least one text to fit the tokenizer on, found none in the training part: check the source and the split");
    }
    return new TokenizedText(maxTokens, tokenizer.finish());
  }
}
