package io.meanfield.benchmarks.model;

import java.util.List;

/** The extents of the architectures, the same for every engine. */
public final class Sizes {
  private Sizes() {}

  /** Classes of the image models. */
  public static final int CLASSES = 10;

  /** {@link ComputeModel#MLP}. */
  public static final class Mlp {
    public static final int INPUTS = 784;
    public static final List<Integer> HIDDEN = List.of(1024, 1024);

    private Mlp() {}
  }

  /** {@link ComputeModel#LENET}. */
  public static final class LeNet {
    public static final int SIDE = 28;
    public static final int KERNEL = 5;
    public static final List<Integer> FILTERS = List.of(20, 50);
    public static final int DENSE = 500;

    private LeNet() {}
  }

  /** {@link ComputeModel#VGG}. */
  public static final class Vgg {
    public static final int SIDE = 32;
    public static final int CHANNELS = 3;

    /** Filters of the pairs of convolutions; every pair ends with 2 x 2 pooling. */
    public static final List<Integer> PAIRS = List.of(64, 128, 256);

    private Vgg() {}
  }

  /** {@link ComputeModel#RESNET18}. */
  public static final class ResNet {
    public static final int SIDE = 32;
    public static final int CHANNELS = 3;
    public static final int DEPTH = 18;
    public static final int STEM = 64;

    /** Filters of the stages; every one but the first halves the sides. */
    public static final List<Integer> STAGES = List.of(64, 128, 256, 512);

    public static final int BLOCKS_PER_STAGE = 2;

    private ResNet() {}
  }

  /** {@link ComputeModel#LSTM}. */
  public static final class Lstm {
    public static final int VOCABULARY = 1000;
    public static final int EMBEDDING = 256;
    public static final int UNITS = 256;
    public static final int LAYERS = 2;
    public static final int TIME = 64;

    private Lstm() {}
  }

  /** {@link ComputeModel#GRU}. */
  public static final class Gru {
    public static final int VOCABULARY = 10_000;
    public static final int EMBEDDING = 64;

    /** Of each direction. */
    public static final int UNITS = 64;

    public static final int TIME = 128;
    public static final int CLASSES = 2;

    private Gru() {}
  }

  /** {@link ComputeModel#GPT}. */
  public static final class Gpt {
    public static final int VOCABULARY = 8192;
    public static final int BLOCKS = 6;
    public static final int WIDTH = 512;
    public static final int HEADS = 8;
    public static final int MLP = 4 * WIDTH;
    public static final int TIME = 128;

    private Gpt() {}
  }
}
