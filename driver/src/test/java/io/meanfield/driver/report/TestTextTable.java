package io.meanfield.driver.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTextTable {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertEquals(
        """
        name   count
        a          1
        größe  12345
        """,
        new TextTable(List.of("name", "count")).row("a", "1").row("größe", "12345").render());
  }

  @Test
  void namesThatFitAreLeftAlone() {
    assertEquals("Ankle boot", TextTable.fit("Ankle boot", 10));
  }

  @Test
  void longNamesLoseTheirMiddle() {
    assertEquals("T-shi~/top", TextTable.fit("T-shirt/top", 10));
    assertEquals("categ~_017", TextTable.fit("category_017", 10));
    assertEquals("😀😀~😀", TextTable.fit("😀😀😀😀😀", 4));
  }

  @Test
  void controlCharactersDoNotBreakTheTable() {
    assertEquals("a?b?c", TextTable.fit("a\nb\tc", 10));
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    TextTable table = new TextTable(List.of("name", "count"));
    assertEquals(
        "expected a row of 2 cells, found [a]",
        assertThrows(IllegalArgumentException.class, () -> table.row("a")).getMessage());
  }
}
