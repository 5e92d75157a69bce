package io.meanfield.datasets.transform.text;

import io.meanfield.datasets.storage.Storage;

/** The tokens of GPT-2, which come with Meanfield. */
public record Gpt2Config() implements TokenizerConfig.Made {

  @Override
  public Gpt2 tokenizer(Storage storage) {
    return new Gpt2();
  }
}
