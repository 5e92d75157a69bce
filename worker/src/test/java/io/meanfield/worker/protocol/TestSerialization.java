package io.meanfield.worker.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meanfield.worker.sync.Slice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Spark carries arrives bit for bit. */
@Tag("unit")
class TestSerialization {
  private static final float[] VALUES = {
    1, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, Float.NaN
  };

  @Test
  void parametersArriveAsTheyAre() throws Exception {
    ParameterVersion found = (ParameterVersion) carried(new ParameterVersion(7, VALUES));
    assertEquals(7, found.version());
    assertArrayEquals(VALUES, found.values());
    assertEquals(1 / VALUES[1], 1 / found.values()[1]);
  }

  @Test
  void slicesArriveAsTheyAre() throws Exception {
    for (float[][] state : List.of(new float[0][], new float[][] {{1, 2, 3, 4, 5, 6}, VALUES})) {
      Slice found = ((SliceState) carried(new SliceState(3, new Slice(VALUES, state)))).values();
      assertArrayEquals(VALUES, found.parameters());
      assertArrayEquals(state, found.state());
    }
  }

  private static Object carried(Object sent) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
  }
}
