package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.RawFeatures;
import java.io.IOException;
import java.util.Arrays;

/**
 * Blocks of tokens that are filled with one document after the other. A block begins with the last
 * token of the one before, as {@link SeparateBlocks} do.
 */
final class JoinedBlocks implements Packer {
  private final TokenizedText text;
  private final byte[] block;
  private int numBytes;
  private int numOld; // bytes that were in the block before

  JoinedBlocks(TokenizedText text) {
    this.text = text;
    this.block = new byte[text.maxTokens() * Integer.BYTES];
  }

  @Override
  public void add(RawFeatures raw, Rows rows) throws IOException {
    byte[] tokens = text.allTokens(raw);
    for (int start = 0; start < tokens.length; ) {
      if (numBytes == block.length) {
        next(rows);
      }
      int length = Math.min(block.length - numBytes, tokens.length - start);
      System.arraycopy(tokens, start, block, numBytes, length);
      numBytes += length;
      start += length;
    }
  }

  @Override
  public void finish(Rows rows) throws IOException {
    if (numBytes > numOld) {
      rows.add(Arrays.copyOf(block, numBytes));
    }
  }

  private void next(Rows rows) throws IOException {
    rows.add(block.clone());
    numOld = Integer.BYTES;
    System.arraycopy(block, block.length - numOld, block, 0, numOld);
    numBytes = numOld;
  }
}
