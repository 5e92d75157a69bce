package io.meanfield.datasets.source;

import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * Where the first record starts in some bytes of a file of lines, and how the record that is begun
 * last goes on after them. Either depends on what the bytes before have left open, which one who
 * reads these bytes alone does not know: so it is told for each state.
 *
 * @param starts offsets in the file, after a line feed among the bytes; NONE if there is none. Of
 *     each {@link QuoteState} that the bytes may begin in, as are the ends
 * @param ends the states after the last byte
 */
public record RecordStarts(long[] starts, QuoteState[] ends) implements Serializable {
  static final long NONE = -1;

  private static final QuoteState[] STATES = QuoteState.values();
  private static final int BUFFER_BYTES = 1 << 16;

  /** Looks for them, no further than is needed to know. */
  public static RecordStarts find(Storage storage, RawSplit piece, RecordEnd end)
      throws IOException {
    ByteRange range = (ByteRange) piece.extent();
    try (FSDataInputStream in = storage.open(piece.file())) {
      in.seek(range.from());
      return new Search(range, end).run(in);
    }
  }

  /** Followed for all states together. Used by one thread. */
  private static final class Search {
    private final ByteRange range;
    private final byte[][] after; // [state][byte]
    private final byte[] states = new byte[STATES.length]; // now, of each at the beginning
    private final long[] starts = new long[STATES.length];
    private final boolean endsWithFirst;

    Search(ByteRange range, RecordEnd end) {
      this.range = range;
      this.after = new byte[STATES.length][1 << Byte.SIZE];
      this.endsWithFirst = end == RecordEnd.LINE_FEED;
      Arrays.fill(starts, NONE);
      for (QuoteState state : STATES) {
        states[state.ordinal()] = (byte) state.ordinal();
        for (int c = 0; c < after[0].length; c++) {
          after[state.ordinal()][c] = (byte) end.after(state, c).ordinal();
        }
      }
    }

    RecordStarts run(InputStream in) throws IOException {
      byte[] buffer = new byte[BUFFER_BYTES];
      long position = range.from();
      int limit = 1;
      while (limit > 0 && !(endsWithFirst && starts[0] != NONE)) {
        limit = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, range.to() - position));
        int from = position == 0 ? Lines.lengthOfMark(buffer, limit) : 0;
        pass(buffer, from, limit, position);
        position += limit;
      }
      QuoteState[] ends = new QuoteState[STATES.length];
      Arrays.setAll(ends, i -> STATES[states[i]]);
      return new RecordStarts(starts, ends);
    }

    private void pass(byte[] buffer, int from, int limit, long position) {
      for (int i = from; i < limit; i++) {
        if (buffer[i] == '\n') {
          endLine(position + i + 1);
        } else {
          int c = Byte.toUnsignedInt(buffer[i]);
          for (int state = 0; state < states.length; state++) {
            states[state] = after[states[state]][c];
          }
        }
      }
    }

    private void endLine(long next) {
      for (int state = 0; state < states.length; state++) {
        if (states[state] != QuoteState.QUOTED.ordinal()) {
          states[state] = (byte) QuoteState.FIELD_START.ordinal();
          starts[state] = starts[state] == NONE ? next : starts[state];
        }
      }
    }
  }
}
