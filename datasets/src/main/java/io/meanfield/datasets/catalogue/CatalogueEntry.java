package io.meanfield.datasets.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a data set.
 *
 * @param id its short name, also that of its folder
 * @param files all that it consists of
 * @param origins where it can be had, the first choice first
 */
public record CatalogueEntry(
    String id, String title, String licence, List<DataFile> files, List<Origin> origins) {

  public CatalogueEntry {
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("expected an id like 'fashion-mnist', found '" + id + "'");
    }
    files = List.copyOf(files);
    origins = List.copyOf(origins);
    if (files.isEmpty() || origins.isEmpty()) {
      throw new IllegalArgumentException(
          "expected at least one file and one origin of " + id + ", found none");
    }
  }

  /** Where it lies in the checkout, if it comes with Meanfield. */
  public Optional<Origin.Checkout> checkout() {
    return origins(Origin.Checkout.class).stream().findFirst();
  }

  <O extends Origin> List<O> origins(Class<O> type) {
    return origins.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The first thing that is wrong with the files in a folder, or empty if all are whole. */
  Optional<String> problemIn(Path folder) {
    return files.stream().flatMap(file -> file.problemIn(folder).stream()).findFirst();
  }
}
