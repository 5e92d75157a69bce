package io.meanfield.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestNearestName {

  @Test
  void countsInsertionsDeletionsSubstitutionsAndSwaps() {
    assertEquals(0, NearestName.edits("epochs", "epochs"));
    assertEquals(1, NearestName.edits("epochs", "epoch"));
    assertEquals(1, NearestName.edits("epochs", "epocchs"));
    assertEquals(1, NearestName.edits("epochs", "epachs"));
    assertEquals(1, NearestName.edits("epochs", "epohcs"));
    assertEquals(3, NearestName.edits("kitten", "sitting"));
    assertEquals(4, NearestName.edits("", "seed"));
  }

  @Test
  void findsTheClosestNameAndNoneThatIsFarOff() {
    List<String> known = List.of("batch-size", "epochs", "lr");
    assertEquals(Optional.of("batch-size"), NearestName.to("batch_size", known));
    assertEquals(Optional.of("epochs"), NearestName.to("epoch", known));
    assertEquals(Optional.of("lr"), NearestName.to("l", known));
    assertEquals(Optional.empty(), NearestName.to("momentum", known));
  }
}
