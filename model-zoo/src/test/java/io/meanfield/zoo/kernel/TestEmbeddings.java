package io.meanfield.zoo.kernel;

import static io.meanfield.zoo.kernel.Twins.EXACT;
import static io.meanfield.zoo.kernel.Twins.FAST;
import static io.meanfield.zoo.kernel.Twins.exact;
import static io.meanfield.zoo.kernel.Twins.exactly;
import static io.meanfield.zoo.kernel.Twins.expectNear;
import static io.meanfield.zoo.kernel.Twins.random;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@Tag("unit")
class TestEmbeddings {

  private static int[] rows(int count, int entries) {
    Random random = new Random(count);
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = random.nextInt(entries + 1) - 1; // also NONE
    }
    return rows;
  }

  @Test
  void rowsAreFoundAndGivenBack() {
    for (Place place : Place.values()) {
      for (int size : new int[] {1, 3, 33}) {
        for (int entries : new int[] {1, 7, 200}) {
          for (int count : new int[] {1, 17, 100}) {
            String message = "%s %d x %d, %d rows".formatted(place, entries, size, count);
            int[] rows = rows(count, entries);
            INDArray table = random(3, entries, size);
            INDArray expected = exactly(count, size);
            EXACT.embeddings().gather(exact(table), rows, expected);
            Place.Result found = place.result(DataType.FLOAT, count, size);
            FAST.embeddings().gather(place.of(table), rows, found.array());
            expectNear(expected, found, message);

            INDArray gradient = random(4, count, size);
            INDArray expectedSums = exactly(entries, size);
            EXACT.embeddings().scatter(exact(gradient), rows, expectedSums);
            Place.Result sums = place.result(DataType.FLOAT, entries, size);
            FAST.embeddings().scatter(place.of(gradient), rows, sums.array());
            expectNear(expectedSums, sums, message);
          }
        }
      }
    }
  }
}
