package io.meanfield.datasets.catalogue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meanfield.datasets.DataException;
import io.meanfield.datasets.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The data sets that have a short id. Immutable. */
public final class Catalogue {
  private static final String RESOURCE = "catalogue.yaml";

  private final List<CatalogueEntry> entries;

  Catalogue(List<CatalogueEntry> entries) {
    this.entries = List.copyOf(entries);
    Set<String> ids = new HashSet<>();
    for (CatalogueEntry entry : entries) {
      if (!ids.add(entry.id())) {
        throw new IllegalArgumentException("expected each id once, found twice: " + entry.id());
      }
    }
  }

  /** The catalogue that comes with Meanfield. */
  public static Catalogue load() {
    try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("expected a readable catalogue in " + RESOURCE, e);
    }
  }

  static Catalogue read(InputStream yaml) throws IOException {
    YAMLMapper mapper =
        YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();
    return new Catalogue(List.of(mapper.readValue(yaml, CatalogueEntry[].class)));
  }

  public List<CatalogueEntry> entries() {
    return entries;
  }

  /**
   * The entry with an id; a DataException names all others, and the one that may be meant, if there
   * is none.
   */
  public CatalogueEntry entry(String id) {
    return entries.stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new DataException(unknown(id)));
  }

  private String unknown(String id) {
    List<String> known = entries.stream().map(CatalogueEntry::id).sorted().toList();
    String nearest =
        NearestName.to(id, known).map(name -> "; did you mean '" + name + "'?").orElse("");
    return "expected the id of a data set, one of "
        + String.join(", ", known)
        + ", found '"
        + id
        + "'"
        + nearest;
  }
}
