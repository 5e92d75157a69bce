package io.meanfield.driver.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** YAML as it was written: values are text until a record says what they should be. */
sealed interface YamlNode {

  Position position();

  /** Ends the sentence "found ...". */
  String found();

  /** The keys of a section; a section where every key is commented out has none. */
  default Optional<Mapping> asSection() {
    return Optional.empty();
  }

  /** The value under a key, or the item with a number. */
  default Optional<Entry> step(String keyOrNumber) {
    return Optional.empty();
  }

  /** A key with no value, or null. */
  record Nothing(Position position) implements YamlNode {
    @Override
    public String found() {
      return "nothing";
    }

    @Override
    public Optional<Mapping> asSection() {
      return Optional.of(new Mapping(position, Map.of()));
    }
  }

  record Scalar(Position position, String text) implements YamlNode {
    private static final int MAX_SHOWN = 60;

    @Override
    public String found() {
      String line = text.replace("\r", "\\r").replace("\n", "\\n");
      return '"' + (line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "...") + '"';
    }
  }

  record Sequence(Position position, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String found() {
      return items.isEmpty() ? "an empty list" : "a list";
    }

    @Override
    public Optional<Entry> step(String number) {
      return IntStream.range(0, items.size())
          .filter(i -> number.equals(Integer.toString(i)))
          .mapToObj(i -> new Entry(items.get(i).position(), items.get(i)))
          .findFirst();
    }
  }

  /** Keys in the order of the file. */
  record Mapping(Position position, Map<String, Entry> entries) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    Mapping with(String key, Entry entry) {
      Map<String, Entry> changed = new LinkedHashMap<>(entries);
      changed.put(key, entry);
      return new Mapping(position, changed);
    }

    @Override
    public String found() {
      return entries.isEmpty()
          ? "an empty section"
          : "a section with " + String.join(", ", entries.keySet());
    }

    @Override
    public Optional<Mapping> asSection() {
      return Optional.of(this);
    }

    @Override
    public Optional<Entry> step(String key) {
      return Optional.ofNullable(entries.get(key));
    }
  }

  /** A value and the place of its key. */
  record Entry(Position position, YamlNode value) {}
}
