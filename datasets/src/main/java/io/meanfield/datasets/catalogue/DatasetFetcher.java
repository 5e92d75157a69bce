package io.meanfield.datasets.catalogue;

import io.meanfield.datasets.DataException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gets data sets of the catalogue into a local cache, each whole and verified or not at all. Safe
 * for use by several threads and processes: one at a time fetches a data set, others are refused.
 */
public final class DatasetFetcher {
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  private final Catalogue catalogue;
  private final List<Route<?>> routes;
  private final Consumer<String> log;

  /**
   * @param routes origins that none of them serves are left out
   * @param log gets one sentence for each thing that happens
   */
  public DatasetFetcher(Catalogue catalogue, List<Route<?>> routes, Consumer<String> log) {
    this.catalogue = catalogue;
    this.routes = List.copyOf(routes);
    this.log = log;
  }

  /** npm, Debian's clients and the web, ten minutes for each request. */
  public static List<Route<?>> allRoutes() {
    ClientCommand client = new ClientCommand(DEADLINE);
    return List.of(
        new NpmRoute(client),
        new NpmImagesRoute(client),
        new NpmFoldersRoute(client),
        new DebianRoute(client),
        new DebianFoldersRoute(client),
        new DebianFrameRoute(client),
        new DebianDescriptionsRoute(client),
        new WebRoute(DEADLINE));
  }

  /**
   * The folder with the files of a data set: the folder with its id in the cache, or where it lies
   * in the checkout (relative to its root) if it comes with Meanfield. Nothing is downloaded if the
   * files are there and have their checksums.
   *
   * @throws DataException if there is no such data set, no origin works (the message says for each
   *     why, and what to do by hand), or the cache cannot be written
   */
  public Path fetch(String id, Path cache) throws InterruptedException {
    CatalogueEntry entry = catalogue.entry(id);
    if (entry.checkout().isPresent()) {
      log.accept(id + ": " + entry.checkout().get().request());
      return Path.of(entry.checkout().get().folder());
    }
    Path folder = cache.resolve(id);
    if (isWhole(entry, folder)) {
      return folder;
    }
    try {
      Files.createDirectories(cache);
      fetchLocked(entry, folder);
      return folder;
    } catch (IOException e) {
      throw new DataException(
          "expected to write data set %s to %s, found: %s; choose a cache folder with space where you may write"
              .formatted(id, folder, e),
          e);
    }
  }

  private boolean isWhole(CatalogueEntry entry, Path folder) {
    if (!Files.exists(folder)) {
      return false;
    }
    Optional<String> problem = entry.problemIn(folder);
    log.accept(
        problem
            .map(p -> "%s: in %s %s, so it is fetched again".formatted(entry.id(), folder, p))
            .orElse("%s: already in %s, checksums are right".formatted(entry.id(), folder)));
    return problem.isEmpty();
  }

  private void fetchLocked(CatalogueEntry entry, Path folder)
      throws IOException, InterruptedException {
    Path lockFile = folder.resolveSibling("." + entry.id() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel)) {
      if (lock == null) {
        throw new DataException(
            "expected to be the only one to fetch %s, found another process at it (it holds %s); wait for it and try again"
                .formatted(entry.id(), lockFile));
      }
      Path temporary = folder.resolveSibling("." + entry.id() + ".part");
      try {
        fetchFromFirstThatWorks(entry, temporary, folder);
        Folders.delete(folder);
        Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Folders.delete(temporary);
      }
    }
    log.accept(entry.id() + ": now in " + folder + ", licence " + entry.licence());
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private void fetchFromFirstThatWorks(CatalogueEntry entry, Path temporary, Path folder)
      throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (Origin origin : entry.origins()) {
      for (Route<?> route : routes) {
        if (route.origin().isInstance(origin)) {
          Folders.delete(temporary);
          Files.createDirectory(temporary);
          log.accept(
              "%s: %s (about %.1f MB)"
                  .formatted(entry.id(), origin.request(), origin.downloadBytes() / 1e6));
          Optional<String> failure = tryRoute(route, origin, entry, temporary);
          if (failure.isEmpty()) {
            return;
          }
          failures.add(origin.request() + ": " + failure.get());
          log.accept(entry.id() + ": that did not work: " + failure.get());
        }
      }
    }
    throw new DataException(ByHand.message(entry, folder, failures));
  }

  /** Why it did not work, or empty if the files are now in the folder. */
  private static <O extends Origin> Optional<String> tryRoute(
      Route<O> route, Origin origin, CatalogueEntry entry, Path folder)
      throws InterruptedException {
    try {
      route.fetch(route.origin().cast(origin), entry.files(), folder);
    } catch (IOException e) {
      return Optional.of(e.getClass() == IOException.class ? e.getMessage() : e.toString());
    }
    return entry.problemIn(folder);
  }
}
