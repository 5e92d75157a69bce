package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures;
import java.io.IOException;
import java.util.Arrays;

/**
 * Blocks of tokens that each are of one document. A block begins with the last token of the one
 * before: what a language model is asked for are all tokens of a block but its first, so that each
 * token of a document but its first is asked for once.
 */
record SeparateBlocks(TokenizedText text) implements Packer {

  @Override
  public void add(RawFeatures raw, Rows rows) throws IOException {
    byte[] tokens = text.allTokens(raw);
    int token = Integer.BYTES;
    int block = text.maxTokens() * token;
    int start = 0;
    do {
      rows.add(Arrays.copyOfRange(tokens, start, Math.min(tokens.length, start + block)));
      start += block - token;
    } while (start + token < tokens.length);
  }
}
