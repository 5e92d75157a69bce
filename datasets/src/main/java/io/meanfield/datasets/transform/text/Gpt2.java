package io.meanfield.datasets.transform.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;

/**
 * GPT-2's pairs of bytes (Radford et al., "Language Models are Unsupervised Multitask Learners",
 * 2019), of which no text has an unknown token. A token's number is GPT-2's plus 2. The number of
 * {@code <|endoftext|>}, 50258, is there for weights of such models, but no text has it: what looks
 * like it in a text is text. Half a surrogate pair is a question mark.
 */
public record Gpt2() implements Tokenizer {
  private static final int NUM_TOKENS = 50_257;

  private static final ThreadLocal<PreTokenCache> CACHE =
      ThreadLocal.withInitial(() -> new PreTokenCache(Gpt2::tokens));

  /** Read when it is first used, which takes a moment; shared by threads. */
  private static final class Loaded {
    static final Encoding R50K_BASE =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.R50K_BASE);
  }

  @Override
  public int vocabularySize() {
    return TokenNumbers.FIRST + NUM_TOKENS;
  }

  @Override
  public void tokenize(String text, TokenNumbers numbers) {
    CACHE.get().tokenize(text, numbers);
  }

  @Override
  public String text(int... numbers) {
    return ByteTokens.text(numbers, Gpt2::bytes);
  }

  @Override
  public String inWords() {
    return "GPT-2's pairs of bytes, of which there are %s".formatted(NUM_TOKENS);
  }

  private static byte[] bytes(int token) {
    IntArrayList one = new IntArrayList(1);
    one.add(token);
    return Loaded.R50K_BASE.decodeBytes(one);
  }

  private static int[] tokens(String preToken) {
    IntArrayList found = Loaded.R50K_BASE.encodeOrdinary(preToken);
    int[] numbers = new int[found.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = TokenNumbers.FIRST + found.get(i);
    }
    return numbers;
  }
}
