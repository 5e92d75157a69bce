package io.meanfield.datasets.source;

import java.nio.ByteBuffer;

/** What the chunk 'fmt ' of a WAV file says of its samples. */
record WavFormat(SampleFormat samples, int numChannels, int sampleRate) {
  private static final int MIN_BYTES = 16;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int EXTENSIBLE_BYTES = 40;
  private static final int CODEC_AT = 24;
  private static final int MIN_SAMPLE_RATE = 1000;
  private static final int MAX_SAMPLE_RATE = 768_000;

  /** Behind the codec, in the subformats that are codecs (Microsoft, WAVEFORMATEXTENSIBLE). */
  private static final long SUBFORMAT_START = 0x00100000_0000L;

  private static final long SUBFORMAT_END = 0x719b3800aa000080L;

  /**
   * @param at where the chunk begins, behind its header
   */
  static WavFormat read(FileBytes file, int at, int size) throws BadRecordException {
    if (size < MIN_BYTES) {
      throw file.unexpected("a chunk 'fmt ' of at least %d bytes".formatted(MIN_BYTES), size);
    }
    int numChannels = file.u16(at + 2);
    if (numChannels == 0) {
      throw file.unexpected("at least 1 channel", 0);
    }
    SampleFormat samples = SampleFormat.of(codec(file, at, size), file.u16(at + 12), numChannels);
    int bits = file.u16(at + 14);
    if ((bits + Byte.SIZE - 1) / Byte.SIZE != samples.numBytes()) {
      throw file.unexpected(
          "samples that fill their last byte",
          "%d bits in %d bytes".formatted(bits, samples.numBytes()));
    }
    return new WavFormat(samples, numChannels, sampleRate(file, at));
  }

  private static int codec(FileBytes file, int at, int size) throws BadRecordException {
    int codec = file.u16(at);
    if (codec != EXTENSIBLE) {
      return codec;
    }
    if (size < EXTENSIBLE_BYTES) {
      throw file.unexpected(
          "an extensible chunk 'fmt ' of at least %d bytes".formatted(EXTENSIBLE_BYTES), size);
    }
    long start = file.bytes().getLong(at + CODEC_AT) >>> Short.SIZE;
    long end = file.bytes().getLong(at + CODEC_AT + Long.BYTES);
    if (start != SUBFORMAT_START || end != SUBFORMAT_END) {
      throw file.unexpected("a subformat that is a codec", "another one");
    }
    return file.u16(at + CODEC_AT);
  }

  private static int sampleRate(FileBytes file, int at) throws BadRecordException {
    long rate = file.u32(at + 4);
    if (rate < MIN_SAMPLE_RATE || rate > MAX_SAMPLE_RATE) {
      throw file.unexpected(
          "%d to %d samples a second".formatted(MIN_SAMPLE_RATE, MAX_SAMPLE_RATE), rate);
    }
    return (int) rate;
  }

  /** Bytes of the samples of all channels at one time. */
  int frameBytes() {
    return samples.numBytes() * numChannels;
  }

  /** The mean of all channels. */
  float[] mixed(ByteBuffer file, int start, int numFrames) throws BadRecordException {
    float[] mixed = new float[numFrames];
    int at = start;
    for (int i = 0; i < numFrames; i++) {
      double sum = 0;
      for (int channel = 0; channel < numChannels; channel++) {
        sum += samples.read(file, at);
        at += samples.numBytes();
      }
      mixed[i] = (float) (sum / numChannels);
      if (!Float.isFinite(mixed[i])) {
        throw new BadRecordException(
            "expected finite samples in a WAV file, found %s at sample %d".formatted(mixed[i], i));
      }
    }
    return mixed;
  }
}
