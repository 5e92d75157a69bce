package io.meanfield.driver.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestNearest {

  @Test
  void countsInsertionsDeletionsSubstitutionsAndSwaps() {
    assertEquals(0, Nearest.edits("epochs", "epochs"));
    assertEquals(1, Nearest.edits("epochs", "epoch"));
    assertEquals(1, Nearest.edits("epochs", "epocchs"));
    assertEquals(1, Nearest.edits("epochs", "epachs"));
    assertEquals(1, Nearest.edits("epochs", "epohcs"));
    assertEquals(3, Nearest.edits("kitten", "sitting"));
    assertEquals(4, Nearest.edits("", "seed"));
  }

  @Test
  void findsTheClosestWordAndNoneThatIsFarOff() {
    List<String> known = List.of("batch-size", "epochs", "lr");
    assertEquals(Optional.of("batch-size"), Nearest.to("batch_size", known));
    assertEquals(Optional.of("epochs"), Nearest.to("epoch", known));
    assertEquals(Optional.of("lr"), Nearest.to("l", known));
    assertEquals(Optional.empty(), Nearest.to("momentum", known));
  }
}
