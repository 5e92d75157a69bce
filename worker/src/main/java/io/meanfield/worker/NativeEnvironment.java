package io.meanfield.worker;

import com.sun.jna.Library;
import com.sun.jna.Native;

/**
 * The environment of this process as native libraries see it when they load. Java's copy of it is
 * older and stays as it is. Not on Windows.
 */
final class NativeEnvironment {
  private static final LibC LIBC = Native.load("c", LibC.class);

  private NativeEnvironment() {}

  private interface LibC extends Library {
    int setenv(String name, String value, int overwrite);
  }

  static void set(String name, String value) {
    if (LIBC.setenv(name, value, 1) != 0) {
      throw new IllegalStateException(
          "expected to set %s=%s in the environment of this process".formatted(name, value));
    }
  }
}
