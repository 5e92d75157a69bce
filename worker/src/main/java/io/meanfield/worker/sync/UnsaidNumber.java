package io.meanfield.worker.sync;

/** As {@link Unsaid}, for numbers: equal to the one that a configuration is written without. */
abstract class UnsaidNumber {
  private final double usual;

  private UnsaidNumber(double usual) {
    this.usual = usual;
  }

  static final class Overhead extends UnsaidNumber {
    Overhead() {
      super(LocalSteps.USUAL_OVERHEAD);
    }
  }

  static final class Quorum extends UnsaidNumber {
    Quorum() {
      super(1);
    }
  }

  static final class Deadline extends UnsaidNumber {
    Deadline() {
      super(LocalSteps.USUAL_DEADLINE);
    }
  }

  static final class Outlier extends UnsaidNumber {
    Outlier() {
      super(0);
    }
  }

  @Override
  public boolean equals(Object value) {
    return value instanceof Double number && number == usual;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
