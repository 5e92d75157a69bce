package io.meanfield.driver.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes a run's events as JSON lines in UTF-8, each visible to readers before the call returns:
 * {@code {"at":"2026-01-31T12:00:00.000Z","event":"run-resumed",...}}. Used by one thread; the
 * stream stays the caller's.
 */
public final class EventLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private final OutputStream out;
  private final InstantSource clock;

  public EventLog(OutputStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  /**
   * Appends one event.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  public void write(Event event) {
    ObjectNode line = JSON.createObjectNode().put("at", AT.format(clock.instant()));
    line.setAll(JSON.<ObjectNode>valueToTree(event));
    try {
      out.write((line + "\n").getBytes(UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "expected to append %s to the run's events, found %s; check space and permission there"
              .formatted(line.get("event"), e.getMessage()),
          e);
    }
  }
}
