package io.meanfield.datasets.transform.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The tokens that a post-processor of a {@code tokenizer.json} puts around a single text. */
record SpecialTokens(List<String> before, List<String> after) {

  static SpecialTokens of(WordPieceFile file, JsonNode postProcessor) {
    String type = postProcessor.path("type").asText("none");
    return switch (type) {
      case "none" -> new SpecialTokens(List.of(), List.of());
      case "BertProcessing" ->
          new SpecialTokens(
              List.of(postProcessor.path("cls").path(0).asText()),
              List.of(postProcessor.path("sep").path(0).asText()));
      case "TemplateProcessing" -> ofTemplate(file, postProcessor);
      default ->
          throw file.mismatch(
              "post_processor of type TemplateProcessing or BertProcessing, or none", type);
    };
  }

  private static SpecialTokens ofTemplate(WordPieceFile file, JsonNode template) {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    int numTexts = 0;
    for (JsonNode part : template.path("single")) {
      if (part.has("Sequence")) {
        numTexts++;
      } else {
        String id = part.path("SpecialToken").path("id").asText();
        JsonNode tokens = template.path("special_tokens").path(id).path("tokens");
        if (tokens.isEmpty()) {
          throw file.mismatch(
              "tokens for %s in post_processor.special_tokens".formatted(id), "none");
        }
        List<String> side = numTexts == 0 ? before : after;
        tokens.forEach(token -> side.add(token.asText()));
      }
    }
    if (numTexts != 1) {
      throw file.mismatch("post_processor.single to have the text once", numTexts + " times");
    }
    return new SpecialTokens(before, after);
  }
}
