package io.meanfield.worker.optim;

/** The program that {@link TestUpdateLoops} starts in JVMs of its own. */
final class PrintLoopsOfLargeNetwork {
  private PrintLoopsOfLargeNetwork() {}

  public static void main(String[] arguments) {
    UpdateLoops loops = UpdateLoops.of(UpdateLoops.NUM_PARAMETERS_OF_LARGE);
    System.out.println(loops.getClass().getSimpleName());
  }
}
