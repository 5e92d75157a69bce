package io.meanfield.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory of ND4J, which its backend for the CPU has as well. */
@Tag("unit")
class TestHostMemory {

  @BeforeAll
  static void prepare() {
    ComputeThreads.prepare(ComputeConfig.USUAL);
  }

  @Test
  @Timeout(60)
  void thatOfNd4jIsAsLargeAsAskedForAndStaysAsLongAsAViewOfIt() {
    List<FloatBuffer> views = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ByteBuffer memory = HostMemory.ofNd4j(Float.BYTES * (1000 + i));
      assertTrue(memory.isDirect());
      FloatBuffer view = memory.order(ByteOrder.nativeOrder()).asFloatBuffer();
      assertEquals(1000 + i, view.remaining());
      views.add(fill(view, i).slice());
    }
    for (int collection = 0; collection < 3; collection++) {
      collectGarbage();
      for (int i = 0; i < 100; i++) {
        fill(HostMemory.ofNd4j(Float.BYTES * (1000 + i)).asFloatBuffer(), -1);
      }
    }
    for (int i = 0; i < views.size(); i++) {
      for (int at = 0; at < 1000 + i; at++) {
        assertEquals(i, views.get(i).get(at));
      }
    }
  }

  @Test
  void noneIsGivenToBatchesOfNoExamples() {
    assertEquals(0, HostMemory.ofNd4j(0).remaining());
  }

  private static void collectGarbage() {
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    while (garbage.get() != null) {
      System.gc();
    }
  }

  private static FloatBuffer fill(FloatBuffer view, float value) {
    for (int at = 0; at < view.capacity(); at++) {
      view.put(at, value);
    }
    return view;
  }
}
