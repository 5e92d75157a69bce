package io.meanfield.datasets.source;

import io.meanfield.datasets.source.RawResult.Bad;
import io.meanfield.datasets.source.RawResult.Good;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads neighbouring row groups of a file, one after the other. Used by one thread. */
final class RowGroupReader implements RawReader {
  private final ParquetTable table;
  private final String name;
  private final List<Long> numRows;
  private final int end;
  private final ImageDecoder decoder = new ImageDecoder();
  private int next;
  private RowGroup group; // null before the first and between two
  private long rowsLeft;
  private long position;

  /**
   * @param name what the places of records call the file
   */
  RowGroupReader(ParquetTable table, SplitExtent extent, String name) {
    this.table = table;
    this.name = name;
    this.numRows = table.rowGroupRows();
    RowGroups rowGroups =
        extent instanceof RowGroups some ? some : new RowGroups(0, numRows.size());
    this.end = rowGroups.to();
    this.next = rowGroups.from();
    this.position = numRows.subList(0, Math.min(next, end)).stream().mapToLong(n -> n).sum();
  }

  @Override
  public Optional<RawResult> next() throws IOException {
    try {
      return ParquetDamage.located(table.file(), this::nextGood).map(good -> good);
    } catch (BadRecordException e) {
      return Optional.of(new Bad(name, "record " + position, e.getMessage()));
    }
  }

  @Override
  public RawPlace place() {
    return new RawPlace(name, position);
  }

  @Override
  public void close() throws IOException {
    closeGroup();
    table.close();
  }

  private Optional<Good> nextGood() throws IOException, BadRecordException {
    Optional<Good> good = Optional.empty();
    while (good.isEmpty() && advance()) {
      good = group.record(table.projection(), decoder);
    }
    return good;
  }

  /** Goes to the next row, if there is one. */
  private boolean advance() throws IOException {
    while (rowsLeft == 0) {
      closeGroup();
      if (next >= end) {
        return false;
      }
      rowsLeft = numRows.get(next);
      if (rowsLeft > 0) {
        group = table.read(next);
      }
      next++;
    }
    rowsLeft--;
    position++;
    group.advance();
    return true;
  }

  private void closeGroup() {
    if (group != null) {
      group.close();
      group = null;
    }
  }
}
