package io.meanfield.datasets.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.source.Documents;
import io.meanfield.datasets.source.RawFeatures.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens of documents in rows of equal length. Word i of the tests has number 2 + i. */
@Tag("unit")
class TestBlocks {
  private static final TokenizedText TEXT =
      Examples.ofWords(4, IntStream.range(0, 100).mapToObj(i -> "w" + i).toArray(String[]::new));

  @Test
  void aBlockBeginsWithTheLastTokenOfTheOneBefore() throws IOException {
    assertEquals(
        List.of(List.of(2, 3, 4, 5), List.of(5, 6, 7, 8), List.of(8, 9), List.of(10, 11)),
        blocks(Documents.SEPARATE, words(0, 8), words(8, 10)));
  }

  @Test
  void theLastBlockOfADocumentIsPadded() throws IOException {
    List<byte[]> rows = rows(Documents.SEPARATE, List.of(words(0, 6)));
    float[] features = new float[4];
    float[] mask = new float[4];
    TEXT.decode(
        ByteBuffer.wrap(rows.get(1)).order(ByteOrder.LITTLE_ENDIAN),
        java.nio.FloatBuffer.wrap(features),
        java.nio.FloatBuffer.wrap(mask));
    assertArrayEquals(new float[] {5, 6, 7, 0}, features);
    assertArrayEquals(new float[] {1, 1, 1, 0}, mask);
  }

  @Test
  void joinedDocumentsGoOnInTheSameBlock() throws IOException {
    assertEquals(
        List.of(List.of(2, 3, 4, 5), List.of(5, 6, 7, 8), List.of(8, 9, 10, 11)),
        blocks(Documents.JOINED, words(0, 3), words(3, 4), words(4, 10)));
    assertEquals(List.of(List.of(2)), blocks(Documents.JOINED, words(0, 1)));
    assertEquals(List.of(), blocks(Documents.JOINED));
  }

  @Test
  void aDocumentWithoutTokensIsOneUnknownToken() throws IOException {
    for (Documents documents : Documents.values()) {
      assertEquals(List.of(List.of(1)), blocks(documents, new Text("")));
    }
  }

  @Test
  void everyTokenButTheFirstIsAskedForOnce() throws IOException {
    Random random = new Random(1);
    for (int run = 0; run < 500; run++) {
      List<Text> texts = new ArrayList<>();
      List<Integer> afterFirstOfDocuments = new ArrayList<>();
      List<Integer> all = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        int from = random.nextInt(50);
        int to = from + 1 + random.nextInt(20);
        texts.add(words(from, to));
        IntStream.range(from, to).forEach(word -> all.add(2 + word));
        IntStream.range(from + 1, to).forEach(word -> afterFirstOfDocuments.add(2 + word));
      }
      Text[] documents = texts.toArray(Text[]::new);
      assertEquals(afterFirstOfDocuments, asked(blocks(Documents.SEPARATE, documents)));
      List<List<Integer>> joined = blocks(Documents.JOINED, documents);
      assertEquals(all.subList(1, all.size()), asked(joined));
      assertTrue(joined.stream().limit(joined.size() - 1).allMatch(block -> block.size() == 4));
    }
  }

  @Test
  void whatIsNoTextHasNoBlocks() {
    Encoding numbers = new NumbersEncoding(List.of("a"));
    assertThrows(
        IllegalArgumentException.class, () -> numbers.newPacker(Optional.of(Documents.JOINED)));
  }

  /** Of each block all but the first: what a language model is scored at. */
  private static List<Integer> asked(List<List<Integer>> blocks) {
    return blocks.stream().flatMap(block -> block.subList(1, block.size()).stream()).toList();
  }

  private static Text words(int from, int to) {
    return new Text(
        IntStream.range(from, to).mapToObj(i -> "w" + i).collect(Collectors.joining(" ")));
  }

  private static List<List<Integer>> blocks(Documents documents, Text... texts) throws IOException {
    return rows(documents, List.of(texts)).stream().map(TestBlocks::numbers).toList();
  }

  private static List<byte[]> rows(Documents documents, List<Text> texts) throws IOException {
    Packer packer = TEXT.newPacker(Optional.of(documents));
    List<byte[]> rows = new ArrayList<>();
    for (Text text : texts) {
      packer.add(text, rows::add);
    }
    packer.finish(rows::add);
    return rows;
  }

  private static List<Integer> numbers(byte[] row) {
    ByteBuffer bytes = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> numbers = new ArrayList<>();
    while (bytes.hasRemaining()) {
      numbers.add(bytes.getInt());
    }
    return numbers;
  }
}
