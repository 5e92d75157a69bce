package io.meanfield.driver.evaluate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meanfield.datasets.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * The content of {@code evaluation.json}: which parameters were evaluated, on what, and what they
 * are worth.
 *
 * @param parametersSha256 64 hexadecimal digits
 */
@JsonNaming(KebabCaseStrategy.class)
public record Evaluation(String parametersSha256, Part part, Metrics metrics) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  public Evaluation {
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(metrics, "metrics");
    if (!parametersSha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "expected a SHA-256 of 64 hexadecimal digits, found " + parametersSha256);
    }
  }

  /** Writes JSON in UTF-8 and leaves the stream open. */
  public void write(OutputStream out) throws IOException {
    JSON.writeValue(out, this);
    out.write('\n');
  }

  /** Reads what {@link #write} wrote and leaves the stream open. */
  public static Evaluation read(InputStream in) throws IOException {
    return JSON.readValue(in, Evaluation.class);
  }
}
