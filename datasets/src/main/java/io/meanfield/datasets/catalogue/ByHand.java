package io.meanfield.datasets.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Tells people what to do when no route to a data set works. */
final class ByHand {
  private ByHand() {}

  static String message(CatalogueEntry entry, Path folder, List<String> failures) {
    String tried =
        failures.isEmpty()
            ? " no route to try"
            : failures.stream().map(f -> "\n  " + f).collect(Collectors.joining());
    String files =
        entry.files().stream()
            .map(file -> "\n  " + file.name() + wherefrom(entry, file))
            .collect(Collectors.joining());
    return "expected one of the routes to data set %s to work, found:%s\nInstall a missing client or allow the network access, or put these files into %s by hand:%s"
        .formatted(entry.id(), tried, folder.toAbsolutePath(), files);
  }

  private static String wherefrom(CatalogueEntry entry, DataFile file) {
    return entry.origins(Origin.WebFolder.class).stream()
        .map(web -> " from " + web.addressOf(file) + (web.packed() ? " (unpacked)" : ""))
        .collect(Collectors.joining(" or"));
  }
}
