package io.meanfield.benchmarks.sync;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/**
 * A network card whose cable ends in this process (Linux, Documentation/networking/tuntap.rst). It
 * lives as long as this process, in whatever network namespace it is moved to. One thread may read
 * while others write.
 */
final class Tap {
  /** Larger than Ethernet's, to do with fewer frames: this is the only work of the process. */
  static final int MTU_BYTES = 9000;

  private static final int HEADER_BYTES = 14;
  private static final int READ_AND_WRITE = 2; // O_RDWR
  private static final long SET_INTERFACE = 0x400454ca; // TUNSETIFF
  private static final short FRAMES_ALONE = 0x0002 | 0x1000; // IFF_TAP, IFF_NO_PI
  private static final int REQUEST_BYTES = 40; // struct ifreq
  private static final int FLAGS_AT = 16;
  private static final int CARD_IS_DOWN = 5; // EIO

  static {
    Native.register("c");
  }

  private final int descriptor;
  private final Memory frame = new Memory(MTU_BYTES + HEADER_BYTES);

  private static native int open(String path, int flags) throws LastErrorException;

  private static native int ioctl(int descriptor, long request, Pointer argument)
      throws LastErrorException;

  private static native long read(int descriptor, Pointer to, long numBytes)
      throws LastErrorException;

  private static native long write(int descriptor, byte[] from, long numBytes)
      throws LastErrorException;

  private Tap(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * Makes a card.
   *
   * @throws LastErrorException if the kernel does not let this process
   */
  static Tap create(String name) {
    int descriptor = open("/dev/net/tun", READ_AND_WRITE);
    try (Memory request = new Memory(REQUEST_BYTES)) {
      request.clear();
      byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
      request.write(0, bytes, 0, bytes.length);
      request.setShort(FLAGS_AT, FRAMES_ALONE);
      ioctl(descriptor, SET_INTERFACE, request);
    }
    return new Tap(descriptor);
  }

  /** The next frame that the machine sends. */
  byte[] read() {
    int length = Math.toIntExact(read(descriptor, frame, frame.size()));
    return frame.getByteArray(0, length);
  }

  /** Hands a frame to the machine; it is lost while the card is not up there. */
  void write(byte[] bytes) {
    try {
      write(descriptor, bytes, bytes.length);
    } catch (LastErrorException e) {
      if (e.getErrorCode() != CARD_IS_DOWN) {
        throw e;
      }
    }
  }
}
