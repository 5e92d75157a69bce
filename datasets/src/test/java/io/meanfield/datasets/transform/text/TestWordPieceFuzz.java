package io.meanfield.datasets.transform.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.fake.MemoryFileSystem;
import io.meanfield.datasets.fake.Mutations;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged files of tokenizers: each is refused, or tokenizes. */
@Tag("unit")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TestWordPieceFuzz {
  private static final int NUM_MUTATIONS = 10_000;
  private static final Storage STORAGE = MemoryFileSystem.storage();

  /** Where a value stands in the whole file. */
  private static final Pattern VALUE =
      Pattern.compile("(?<=[:\\[] ?)(\"[^\"]*\"|true|false|null|\\d+)");

  private static final List<String> OTHERS =
      List.of("null", "true", "-1", "0.5", "1e999", "99999999999", "\"\"", "\"a\"", "[]", "{}");

  private int numTokenizers;
  private int numRefused;

  @Test
  void damagedFilesAreRefusedOrTokenize() {
    byte[] whole = TestWordPiece.FILE.getBytes(StandardCharsets.UTF_8);
    for (long seed = 0; seed < NUM_MUTATIONS; seed++) {
      read(Mutations.mutate(whole, seed), "seed " + seed);
    }
    requireBoth();
  }

  @Test
  void valuesThatMakeNoSenseAreRefusedOrTokenize() {
    Random random = new Random(1);
    int numValues = (int) VALUE.matcher(TestWordPiece.FILE).results().count();
    for (int i = 0; i < NUM_MUTATIONS / 4; i++) {
      String json = withOther(TestWordPiece.FILE, random, numValues);
      json = random.nextBoolean() ? json : withOther(json, random, numValues);
      read(json.getBytes(StandardCharsets.UTF_8), json);
    }
    requireBoth();
  }

  private static String withOther(String json, Random random, int numValues) {
    int place = random.nextInt(numValues);
    String other = OTHERS.get(random.nextInt(OTHERS.size()));
    int[] next = {0};
    return VALUE
        .matcher(json)
        .replaceAll(value -> Matcher.quoteReplacement(next[0]++ == place ? other : value.group()));
  }

  private void read(byte[] content, String name) {
    String file = MemoryFileSystem.put("/TestWordPieceFuzz", content);
    try {
      tokenize(new WordPieceConfig(file).tokenizer(STORAGE), name);
      numTokenizers++;
    } catch (DataException e) {
      assertTrue(e.getMessage().contains(file), e.getMessage());
      numRefused++;
    } catch (RuntimeException | IOException e) {
      throw new AssertionError("expected a tokenizer or a refusal, of " + name, e);
    }
  }

  private void requireBoth() {
    assertTrue(
        numTokenizers > 100 && numRefused > 1000,
        "%d tokenizers, %d refused".formatted(numTokenizers, numRefused));
  }

  private static void tokenize(WordPiece tokenizer, String name) {
    for (String text : new String[] {"", "unaffable Ünable a!", "\u5e8a[SEP] \ud83d\ude00"}) {
      for (int number : Numbers.of(tokenizer, text)) {
        assertTrue(number > 0 && number < tokenizer.vocabularySize(), name);
      }
    }
  }
}
