package io.meanfield.datasets.catalogue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.stream.Collectors;

/** Where a data set can be had. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Origin.Checkout.class, name = "checkout"),
  @JsonSubTypes.Type(value = Origin.NpmPackage.class, name = "npm"),
  @JsonSubTypes.Type(value = Origin.NpmImages.class, name = "npm-images"),
  @JsonSubTypes.Type(value = Origin.NpmFolders.class, name = "npm-folders"),
  @JsonSubTypes.Type(value = Origin.DebianPackage.class, name = "debian"),
  @JsonSubTypes.Type(value = Origin.DebianFolders.class, name = "debian-folders"),
  @JsonSubTypes.Type(value = Origin.DebianFrame.class, name = "debian-frame"),
  @JsonSubTypes.Type(value = Origin.DebianDescriptions.class, name = "debian-descriptions"),
  @JsonSubTypes.Type(value = Origin.WebFolder.class, name = "web")
})
public sealed interface Origin {

  /** For messages: the request as a user would make it. */
  String request();

  /** About how much must be downloaded. */
  long downloadBytes();

  /** Made of one package. */
  sealed interface FromArchive extends Origin {
    Origin archive();

    @Override
    default String request() {
      return archive().request();
    }

    @Override
    default long downloadBytes() {
      return archive().downloadBytes();
    }
  }

  /**
   * Comes with Meanfield itself.
   *
   * @param folder relative to the root of the checkout
   */
  record Checkout(String folder) implements Origin {
    @Override
    public String request() {
      return "nothing to fetch, it comes with Meanfield in " + folder;
    }

    @Override
    public long downloadBytes() {
      return 0;
    }
  }

  /**
   * A package of npm.
   *
   * @param sha256 of the package file in hexadecimal
   * @param folder where the files lie in the package
   */
  record NpmPackage(String name, String version, String sha256, String folder, long downloadBytes)
      implements Origin {
    public NpmPackage {
      if (!sha256.matches(DataFile.SHA256)) {
        throw new IllegalArgumentException(
            "expected 64 hexadecimal digits as sha256 of " + name + ", found '" + sha256 + "'");
      }
    }

    @Override
    public String request() {
      return "npm pack " + name + "@" + version;
    }
  }

  /**
   * Images of a package of npm, which come into one folder a class.
   *
   * @param archive the package; the images lie in its folder
   * @param listing a file of the package, a JSON array of objects
   * @param image the key of an image's file name in an object; a name without a file is left out
   * @param label the key of its class
   * @param without classes that are left out
   */
  record NpmImages(
      NpmPackage archive, String listing, String image, String label, List<String> without)
      implements FromArchive {
    public NpmImages {
      without = List.copyOf(without);
    }
  }

  /**
   * Folders of a package of npm, which come into one folder a class.
   *
   * @param archive the package; the folders lie in its folder
   * @param suffix of the files that are taken
   */
  record NpmFolders(NpmPackage archive, String suffix, List<Move> moves) implements FromArchive {
    public NpmFolders {
      moves = List.copyOf(moves);
    }

    /** Where the files of a folder come to, which has no folders of its own. */
    record Move(String from, String to) {}
  }

  /**
   * A package of Debian and its descendants, in whichever version they have.
   *
   * @param folder where the files lie in the package
   */
  record DebianPackage(String name, String folder, long downloadBytes) implements Origin {
    @Override
    public String request() {
      return "apt-get download " + name;
    }
  }

  /** Whole folders of packages of Debian, such as one a class. */
  record DebianFolders(List<PackagedFolder> folders) implements Origin {
    public DebianFolders {
      folders = List.copyOf(folders);
    }

    @Override
    public String request() {
      return folders.stream()
          .map(folder -> folder.archive().name())
          .collect(Collectors.joining(" ", "apt-get download ", ""));
    }

    @Override
    public long downloadBytes() {
      return folders.stream().mapToLong(folder -> folder.archive().downloadBytes()).sum();
    }
  }

  /**
   * A folder of a package with all that is in it.
   *
   * @param to where it comes to lie in the data set
   */
  record PackagedFolder(DebianPackage archive, String to) {}

  /**
   * A data frame of a package of R that Debian has, which becomes a file of comma-separated values.
   *
   * @param archive the package; the frames lie in its folder
   * @param columns that are taken, in their order
   */
  record DebianFrame(DebianPackage archive, String frame, List<String> columns)
      implements FromArchive {
    public DebianFrame {
      columns = List.copyOf(columns);
      if (columns.isEmpty()) {
        throw new IllegalArgumentException("expected columns of %s, found none".formatted(frame));
      }
    }
  }

  /**
   * The descriptions of all packages of a release of Debian, in English and another language: a
   * file of lines each, the English one first.
   *
   * @param release one that does not change any more
   */
  record DebianDescriptions(String release, String language, long downloadBytes) implements Origin {
    @Override
    public String request() {
      return "apt-get update, for Translation-en and Translation-%s of %s"
          .formatted(language, release);
    }
  }

  /**
   * A public folder on the web.
   *
   * @param address ends in a slash; a file is at address + name + suffix
   * @param suffix {@code .gz} where the web has a file packed that the data set has plain, or empty
   */
  record WebFolder(String address, String suffix, long downloadBytes) implements Origin {
    public WebFolder {
      if (!address.endsWith("/")) {
        throw new IllegalArgumentException(
            "expected an address that ends in '/', found '" + address + "'");
      }
      if (!suffix.isEmpty() && !suffix.equals(".gz")) {
        throw new IllegalArgumentException(
            "expected the suffix '.gz' or none, found '" + suffix + "'");
      }
    }

    @Override
    public String request() {
      return "download from " + address;
    }

    String addressOf(DataFile file) {
      return address + file.name() + suffix;
    }

    boolean packed() {
      return !suffix.isEmpty();
    }
  }
}
