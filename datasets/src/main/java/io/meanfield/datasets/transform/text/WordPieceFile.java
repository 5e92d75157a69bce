package io.meanfield.datasets.transform.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.storage.Storage;
import java.io.CharConversionException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Reads {@code tokenizer.json} as Hugging Face's tokenizers write it: its normalizer,
 * pre-tokenizer, model and post-processor. Added tokens, truncation and padding are not looked at.
 */
record WordPieceFile(String file) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * @throws DataException if there is no file, or something else is in it
   */
  WordPiece read(Storage storage) throws IOException {
    JsonNode root = json(storage);
    JsonNode model = root.path("model");
    requireType("model", model, "WordPiece");
    requireType("pre_tokenizer", root.path("pre_tokenizer"), "BertPreTokenizer");
    SpecialTokens specials = SpecialTokens.of(this, root.path("post_processor"));
    try {
      return new WordPiece(pieces(model), normalization(root), specials.before(), specials.after());
    } catch (IllegalArgumentException e) {
      throw new DataException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private JsonNode json(Storage storage) throws IOException {
    try {
      return MAPPER.readTree(storage.read(file));
    } catch (FileNotFoundException e) {
      throw new DataException(
          "expected a tokenizer.json, found nothing at %s: correct the path".formatted(file), e);
    } catch (CharConversionException e) {
      throw new DataException(
          "expected the JSON of a tokenizer in %s, found bytes that are no UTF-8: take another copy"
              .formatted(file),
          e);
    } catch (JsonProcessingException e) {
      throw new DataException(
          "expected the JSON of a tokenizer in %s, found at line %d that it is none: %s"
              .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    }
  }

  private Pieces pieces(JsonNode model) {
    JsonNode vocabulary = model.path("vocab");
    String[] inOrder = new String[vocabulary.size()];
    vocabulary
        .fields()
        .forEachRemaining(
            entry -> {
              int id = entry.getValue().asInt(-1);
              if (id < 0 || id >= inOrder.length || inOrder[id] != null) {
                throw mismatch(
                    "model.vocab to number its %d tokens from 0 on".formatted(inOrder.length),
                    "%s for %s".formatted(entry.getValue(), entry.getKey()));
              }
              inOrder[id] = entry.getKey();
            });
    String unknown = model.path("unk_token").asText("");
    if (!Arrays.asList(inOrder).contains(unknown)) {
      throw mismatch(
          "model.unk_token to be in model.vocab, for words that have no pieces",
          unknown.isEmpty() ? "none" : unknown);
    }
    int maxChars = model.path("max_input_chars_per_word").asInt(100);
    if (maxChars < 1) {
      throw mismatch("model.max_input_chars_per_word of at least 1", Integer.toString(maxChars));
    }
    return new Pieces(
        new Words(List.of(inOrder)),
        model.path("continuing_subword_prefix").asText("##"),
        maxChars);
  }

  private BertNormalization normalization(JsonNode root) {
    JsonNode normalizer = root.path("normalizer");
    requireType("normalizer", normalizer, "BertNormalizer");
    boolean lowerCase = normalizer.path("lowercase").asBoolean(true);
    return new BertNormalization(
        normalizer.path("clean_text").asBoolean(true),
        normalizer.path("handle_chinese_chars").asBoolean(true),
        normalizer.path("strip_accents").asBoolean(lowerCase),
        lowerCase);
  }

  private void requireType(String key, JsonNode found, String expected) {
    String type = found.path("type").asText("none");
    if (!type.equals(expected)) {
      throw mismatch("%s of type %s".formatted(key, expected), type);
    }
  }

  DataException mismatch(String expected, String found) {
    return new DataException(
        "expected %s in %s, found %s: take the tokenizer.json of a BERT model"
            .formatted(expected, file, found));
  }
}
