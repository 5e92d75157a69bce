package io.meanfield.driver.config;

/** A key in the tree of keys, and where it was written. */
record Place(String path, Position position) {

  static Place top(String source) {
    return new Place("", Position.whole(source));
  }

  Place child(String key, Position written) {
    return new Place(path.isEmpty() ? key : path + "." + key, written);
  }

  Place item(int index, Position written) {
    return new Place(path + "[" + index + "]", written);
  }

  Problem problem(String message) {
    return new Problem(position, path, message);
  }
}
