package io.meanfield.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meanfield.datasets.transform.Fit;
import io.meanfield.datasets.transform.ImageConfig;
import io.meanfield.datasets.transform.ImageEncoding;
import io.meanfield.datasets.transform.ImageScaling;
import io.meanfield.datasets.transform.NumbersConfig;
import io.meanfield.datasets.transform.Scale;
import io.meanfield.datasets.transform.Standardization;
import io.meanfield.datasets.transform.TextConfig;
import io.meanfield.datasets.transform.Transform;
import io.meanfield.datasets.transform.TransformConfig;
import io.meanfield.datasets.transform.Vocabulary;
import io.meanfield.datasets.transform.Words;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestTransformJson {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(new Words(List.of("it's", "\"", "größe", "\uD83D\uDE00")), 7, true);

  @Test
  void everyTransformIsReadAsItWasWritten() throws JsonProcessingException {
    List<Transform> transforms =
        List.of(
            new ImageScaling(
                new ImageEncoding(8, 8, 3, Fit.CROP),
                List.of(new Scale(0.1, 1), new Scale(1 / 3.0, 1e-9), new Scale(2, 63.7))),
            VOCABULARY,
            new Standardization(
                List.of("a", "b"), List.of(new Scale(-1e300, 1), new Scale(0.1, 2.5))));
    for (Transform transform : transforms) {
      String json = Json.write(transform);
      Transform read = Json.read(json, Transform.class);
      assertEquals(transform, read);
      assertEquals(json, Json.write(read));
    }
  }

  @Test
  void everyConfigurationIsReadAsItWasWritten() throws JsonProcessingException {
    List<TransformConfig> configs =
        List.of(
            new ImageConfig(9, 8, 3, Fit.PAD),
            new TextConfig(40, 5000, 2, false),
            new NumbersConfig());
    for (TransformConfig config : configs) {
      assertEquals(config, Json.read(Json.write(config), TransformConfig.class));
    }
  }

  @Test
  void wordsAreAPlainList() throws JsonProcessingException {
    String json =
        """
        {"kind": "vocabulary", "words": ["it's", "\\"", "größe", "\\uD83D\\uDE00"],
         "max-tokens": 7, "lower-case": true}
        """;
    assertEquals(VOCABULARY, Json.read(json, Transform.class));
  }

  @Test
  void aTransformThatCannotBeIsRefused() {
    String json =
        """
        {"kind": "standardization", "names": ["a"], "scales": [{"mean": 0.0, "standard-deviation": 0.0}]}
        """;
    assertThrows(JsonProcessingException.class, () -> Json.read(json, Transform.class));
  }
}
