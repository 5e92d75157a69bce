package io.meanfield.datasets.source;

/** The kinds of idx files that are read; all hold unsigned bytes. */
enum IdxKind {
  LABELS(0x00000801, "idx labels"),
  IMAGES(0x00000803, "idx images");

  private final int magic;
  private final String description;

  IdxKind(int magic, String description) {
    this.magic = magic;
    this.description = description;
  }

  int magic() {
    return magic;
  }

  /** What the last byte of the magic number says. */
  int numDimensions() {
    return magic & 0xff;
  }

  @Override
  public String toString() {
    return description;
  }
}
