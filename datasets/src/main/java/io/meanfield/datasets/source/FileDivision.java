package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Divides large files of lines into splits of whole records, so that several tasks read one. Where
 * the splits start depends on the files alone, and every byte is in one of them: first a file is
 * cut into pieces of one size, then the first record that starts in each of them is looked for, by
 * whoever can read many pieces at a time.
 */
public final class FileDivision {
  private final List<RawSplit> splits;
  private final List<List<RawSplit>> piecesOfSplits = new ArrayList<>(); // one each, or more

  private FileDivision(List<RawSplit> splits) {
    this.splits = splits;
  }

  /**
   * @param splits what the source gave
   */
  public static FileDivision of(Source source, Storage storage, List<RawSplit> splits)
      throws IOException {
    FileDivision division = new FileDivision(splits);
    if (source.recordEnd().isEmpty()) {
      splits.forEach(split -> division.piecesOfSplits.add(List.of(split)));
      return division;
    }
    List<Long> sizes = new ArrayList<>();
    Map<Boolean, Long> totals = new HashMap<>(); // of the test part, and of what is not
    for (RawSplit split : splits) {
      sizes.add(storage.size(split.file()));
      totals.merge(split.isTest(), sizes.get(sizes.size() - 1), Long::sum);
    }
    for (int i = 0; i < splits.size(); i++) {
      RawSplit split = splits.get(i);
      long numPieces = sizes.get(i) / SplitSize.of(totals.get(split.isTest()));
      boolean isDivided = numPieces > 1 && !RawFile.isCompressed(storage, split.file());
      division.piecesOfSplits.add(
          isDivided ? pieces(split, sizes.get(i), numPieces) : List.of(split));
    }
    return division;
  }

  static List<RawSplit> pieces(RawSplit split, long bytes, long number) {
    List<RawSplit> pieces = new ArrayList<>();
    long size = bytes / number;
    for (long i = 0; i < number; i++) {
      ByteRange range = new ByteRange(i * size, i + 1 < number ? (i + 1) * size : bytes);
      pieces.add(new RawSplit(split.ordinal(), split.files(), range, split.isTest()));
    }
    return pieces;
  }

  /** Of all files that are divided; none if none is. */
  public List<RawSplit> pieces() {
    return piecesOfSplits.stream()
        .filter(pieces -> pieces.size() > 1)
        .flatMap(List::stream)
        .toList();
  }

  /**
   * The splits, in the order of the source's.
   *
   * @param found in {@link #pieces()}, in their order
   */
  public List<RawSplit> splits(List<RecordStarts> found) {
    Iterator<RecordStarts> next = found.iterator();
    List<RawSplit> divided = new ArrayList<>();
    for (int i = 0; i < splits.size(); i++) {
      RawSplit split = splits.get(i);
      List<RawSplit> pieces = piecesOfSplits.get(i);
      List<? extends SplitExtent> extents =
          pieces.size() > 1 ? ranges(pieces, next) : List.of(split.extent());
      for (SplitExtent extent : extents) {
        divided.add(new RawSplit(divided.size(), split.files(), extent, split.isTest()));
      }
    }
    return List.copyOf(divided);
  }

  /** From the first record of a piece to that of the next one that has some. */
  static List<ByteRange> ranges(List<RawSplit> pieces, Iterator<RecordStarts> found) {
    List<ByteRange> ranges = new ArrayList<>();
    long start = 0;
    QuoteState state = QuoteState.FIELD_START;
    for (RawSplit piece : pieces) {
      RecordStarts starts = found.next();
      long next = starts.starts()[state.ordinal()];
      if (((ByteRange) piece.extent()).from() > 0 && next != RecordStarts.NONE) {
        ranges.add(new ByteRange(start, next));
        start = next;
      }
      state = starts.ends()[state.ordinal()];
    }
    long end = ((ByteRange) pieces.get(pieces.size() - 1).extent()).to();
    if (start < end) {
      ranges.add(new ByteRange(start, end));
    }
    return ranges;
  }
}
