package io.meanfield.zoo.kernel;

import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The compiled operations of one thread by what they do to which shapes. The least recently used
 * are freed when there are too many, so sequences of every length do not fill the memory; all of
 * them after the thread's end, because Spark's threads come and go.
 */
final class Plans {
  private static final int MAX_PLANS = 2_000;
  private static final ThreadLocal<Plans> OF_THREAD = ThreadLocal.withInitial(Plans::new);

  private static final Cleaner AFTER_THREADS = Cleaner.create();

  private final Workbench workbench = new Workbench();
  private final Recent plans = new Recent();

  private Plans() {
    AFTER_THREADS.register(this, plans::closeAll);
  }

  /** Knows nothing of the {@link Plans} it belongs to, which its being reachable would keep. */
  private static final class Recent extends LinkedHashMap<Key, Plan> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Plan> eldest) {
      boolean tooMany = size() > MAX_PLANS;
      if (tooMany) {
        eldest.getValue().close();
      }
      return tooMany;
    }

    void closeAll() {
      values().forEach(Plan::close);
    }
  }

  /** Something compiled. */
  interface Plan {
    void close();
  }

  /** What an operation is, and on arrays that lie how. */
  static final class Key {
    private final Object kind;
    private final long[] shapes;
    private final int hash;

    private Key(Object kind, long[] shapes) {
      this.kind = kind;
      this.shapes = shapes;
      this.hash = 31 * kind.hashCode() + Arrays.hashCode(shapes);
    }

    /**
     * @param kind with equals: all that decides besides the arrays' shapes and strides
     */
    static Key of(Object kind, INDArray... arrays) {
      int length = 0;
      for (INDArray array : arrays) {
        length += array == null ? 1 : 2 + 2 * array.rank();
      }
      long[] shapes = new long[length];
      int at = 0;
      for (INDArray array : arrays) {
        if (array == null) {
          shapes[at++] = -1;
          continue;
        }
        int rank = array.rank();
        shapes[at++] = rank;
        shapes[at++] = array.dataType().toInt();
        System.arraycopy(array.shape(), 0, shapes, at, rank);
        System.arraycopy(array.stride(), 0, shapes, at + rank, rank);
        at += 2 * rank;
      }
      return new Key(kind, shapes);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && hash == key.hash
          && kind.equals(key.kind)
          && Arrays.equals(shapes, key.shapes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /**
   * The calling thread's plan for the key, made if it is not there yet.
   *
   * @param <P> what the key's kind always stands for
   */
  @SuppressWarnings("unchecked")
  static <P extends Plan> P get(Key key, Function<Workbench, P> recipe) {
    Plans mine = OF_THREAD.get();
    Plan known = mine.plans.get(key);
    if (known != null) {
      return (P) known;
    }
    try {
      P made = recipe.apply(mine.workbench);
      mine.plans.put(key, made);
      return made;
    } finally {
      mine.workbench.clear();
    }
  }
}
