package io.meanfield.datasets.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.meanfield.datasets.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestCatalogue {
  private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();

  @Test
  void namesTheDataSetsThatExamplesUse() {
    assertEquals(
        List.of(
            "digits",
            "sentences",
            "mnist",
            "fashion-mnist",
            "emoji",
            "voices",
            "spam",
            "speeches",
            "movielens",
            "packages-en-fr"),
        Catalogue.load().entries().stream().map(CatalogueEntry::id).toList());
  }

  @Test
  void whatComesWithTheCheckoutIsThereAndWhole() {
    int numInCheckout = 0;
    for (CatalogueEntry entry : Catalogue.load().entries()) {
      if (entry.checkout().isPresent()) {
        numInCheckout++;
        Path folder = CHECKOUT.resolve(entry.checkout().get().folder());
        assertEquals(Optional.empty(), entry.problemIn(folder));
      }
    }
    assertEquals(2, numInCheckout);
  }

  @Test
  void sentencesAreThreeThousandInTwoEqualClasses() throws IOException {
    List<String> lines = Files.readAllLines(CHECKOUT.resolve("datasets/sentences/sentences.tsv"));
    assertEquals("source\tsentence\tlabel", lines.get(0));
    Map<String, Integer> numByLabel = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t", -1);
      assertEquals(3, fields.length, line);
      numByLabel.merge(fields[2], 1, Integer::sum);
    }
    assertEquals(Map.of("negative", 1500, "positive", 1500), numByLabel);
  }

  @Test
  void whatDoesNotComeWithTheCheckoutHasAPublicAddress() {
    CatalogueEntry mnist = Catalogue.load().entry("mnist");
    Origin.WebFolder web = mnist.origins(Origin.WebFolder.class).get(0);
    assertEquals(
        "https://ossci-datasets.s3.amazonaws.com/mnist/train-images-idx3-ubyte.gz",
        web.addressOf(mnist.files().get(0)));
  }

  @Test
  void anUnknownIdIsAnsweredWithTheNearestAndTheList() {
    DataException e =
        assertThrows(DataException.class, () -> Catalogue.load().entry("fashon-mnist"));
    assertEquals(
        "expected the id of a data set, one of digits, emoji, fashion-mnist, mnist, movielens, packages-en-fr, sentences, spam, speeches, voices, "
            + "found 'fashon-mnist'; did you mean 'fashion-mnist'?",
        e.getMessage());
  }

  @Test
  void aKeyThatNoEntryHasIsRefused() {
    assertThrows(JsonMappingException.class, () -> read("- {id: a, colour: red}"));
  }

  @Test
  void aMissingKeyIsRefused() {
    JsonMappingException e =
        assertThrows(JsonMappingException.class, () -> read("- {id: a, title: A}"));
    assertTrue(e.getMessage().contains("licence"), e.getMessage());
  }

  @Test
  void aFileNameThatLeavesTheFolderIsRefused() {
    String sha256 = "0".repeat(64);
    assertThrows(IllegalArgumentException.class, () -> new DataFile("../a", sha256));
    assertThrows(IllegalArgumentException.class, () -> new DataFile(".a", sha256));
    assertThrows(IllegalArgumentException.class, () -> new DataFile("a", "12"));
  }

  private static Catalogue read(String yaml) throws IOException {
    return Catalogue.read(new ByteArrayInputStream(yaml.getBytes(UTF_8)));
  }
}
