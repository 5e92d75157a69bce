package io.meanfield.driver.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestDatasetText {
  @Test
  void imagesAreSketchedFromDarkToTheBrightestThereIs() {
    String text = DatasetText.of(Descriptions.ofImages());
    assertTrue(text.contains("\ntrain-0.arrow row 1 (dog)\n    ++\n  @@@@\n"), text);
    assertTrue(text.contains("features:  images of 2 x 2 x 1 (height x width x channels)\n"), text);
    assertTrue(
        text.contains(
            """
            channel  mean  deviation  min  max
            gray     6.25        4.5    0   10
            """),
        text);
  }

  @Test
  void partsFindingsAndBadRecordsAreCounted() {
    String text = DatasetText.of(Descriptions.ofRows());
    assertTrue(
        text.contains(
            """
            part        examples  share  shards  examples a shard        size
            train              2  66.7%       1                 2     2.0 KiB
            validation         0   0.0%       0                 0     0 bytes
            test               1  33.3%       1                 1  1000 bytes
            """),
        text);
    assertTrue(
        text.contains(
            """
            the same features    examples  features
            duplicates                  0         0
            label conflicts             1         1
            train in validation         0         0
            train in test               1         1
            validation in test          0         0
            """),
        text);
    assertTrue(text.contains("\nbad records: 21\n  a.csv, line 7: "), text);
    assertTrue(text.contains("\n  ...\n"), text);
  }

  @Test
  void tokensAreShownAsTexts() {
    String text = DatasetText.of(Descriptions.ofTexts());
    assertTrue(
        text.contains(
            """
            tokens a text: 1 to 4, median 2, mean 2.33333; 33.3% have all 4 that are kept
            padding: 41.7% of a batch
            unknown: 14.3% of tokens
            known tokens that occur: 2 of 2

            token"""),
        text);
    assertTrue(text.contains("\n\"a\""), text);
  }

  @Test
  void whatDataHoldCannotControlATerminal() {
    for (String text :
        new String[] {
          DatasetText.of(Descriptions.ofImages()),
          DatasetText.of(Descriptions.ofTexts()),
          DatasetText.of(Descriptions.ofRows())
        }) {
      assertTrue(text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'), text);
    }
  }

  @Test
  void theTextIsTheSameInAnyCountry() {
    assertEquals(
        DatasetText.of(Descriptions.ofTexts()),
        Locales.inGermany(() -> DatasetText.of(Descriptions.ofTexts())));
  }
}
