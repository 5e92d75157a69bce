package io.meanfield.datasets.source;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** How the samples of a WAV file are written. Full scale is from -1 to 1. */
enum SampleFormat {
  PCM_8(1, 1) {
    @Override
    double read(ByteBuffer file, int at) {
      return (Byte.toUnsignedInt(file.get(at)) - 128) / 0x1p7;
    }
  },
  PCM_16(1, 2) {
    @Override
    double read(ByteBuffer file, int at) {
      return file.getShort(at) / 0x1p15;
    }
  },
  PCM_24(1, 3) {
    @Override
    double read(ByteBuffer file, int at) {
      return (file.get(at + 2) << 16 | Short.toUnsignedInt(file.getShort(at))) / 0x1p23;
    }
  },
  PCM_32(1, 4) {
    @Override
    double read(ByteBuffer file, int at) {
      return file.getInt(at) / 0x1p31;
    }
  },
  FLOAT_32(3, 4) {
    @Override
    double read(ByteBuffer file, int at) {
      return file.getFloat(at);
    }
  },
  FLOAT_64(3, 8) {
    @Override
    double read(ByteBuffer file, int at) {
      return file.getDouble(at);
    }
  },
  /** ITU-T G.711, table 1: even bits are inverted; 13 bits of which 0x80 is the sign of plus. */
  A_LAW(6, 1) {
    @Override
    double read(ByteBuffer file, int at) {
      int code = file.get(at) ^ 0x55;
      int exponent = code >> 4 & 7;
      int mantissa = code << 1 & 0x1e | 1;
      int magnitude = exponent == 0 ? mantissa : (mantissa | 0x20) << exponent - 1;
      return ((code & SIGN) != 0 ? magnitude : -magnitude) / 0x1p12;
    }
  },
  /** ITU-T G.711, table 2: all bits are inverted; 14 bits of which 0x80 is the sign of minus. */
  MU_LAW(7, 1) {
    @Override
    double read(ByteBuffer file, int at) {
      int code = ~file.get(at);
      int magnitude = (((code << 1 & 0x1e) + 33) << (code >> 4 & 7)) - 33;
      return ((code & SIGN) != 0 ? -magnitude : magnitude) / 0x1p13;
    }
  };

  private static final int SIGN = 0x80;

  private final int codec;
  private final int numBytes;

  /**
   * @param codec its number in the registry of Microsoft (mmreg.h)
   */
  SampleFormat(int codec, int numBytes) {
    this.codec = codec;
    this.numBytes = numBytes;
  }

  int numBytes() {
    return numBytes;
  }

  /**
   * @param file in little-endian order
   */
  abstract double read(ByteBuffer file, int at);

  /**
   * @param frameBytes bytes of the samples of all channels at one time, if the codec has such
   */
  static SampleFormat of(int codec, int frameBytes, int numChannels) throws BadRecordException {
    List<SampleFormat> known =
        Arrays.stream(values()).filter(format -> format.codec == codec).toList();
    for (SampleFormat format : known) {
      if (format.numBytes * numChannels == frameBytes) {
        return format;
      }
    }
    String size =
        known.isEmpty() ? "" : " in %d bytes for %d channels".formatted(frameBytes, numChannels);
    throw new BadRecordException(
        "expected PCM of 8, 16, 24 or 32 bits, floats of 32 or 64 bits, A-law or mu-law in a WAV file, found %s%s: convert the file"
            .formatted(name(codec), size));
  }

  private static String name(int codec) {
    return switch (codec) {
      case 0x01 -> "PCM";
      case 0x02 -> "Microsoft ADPCM";
      case 0x03 -> "floats";
      case 0x06 -> "A-law";
      case 0x07 -> "mu-law";
      case 0x11 -> "IMA ADPCM";
      case 0x31 -> "GSM 6.10";
      case 0x45 -> "G.726 ADPCM";
      case 0x50 -> "MPEG layer 1 or 2";
      case 0x55 -> "MP3";
      case 0xff -> "AAC";
      case 0x161 -> "Windows Media Audio";
      default -> "codec 0x%04x".formatted(codec);
    };
  }
}
