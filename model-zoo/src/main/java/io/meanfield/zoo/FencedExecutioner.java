package io.meanfield.zoo;

import io.meanfield.zoo.kernel.Layout;
import java.lang.ref.Reference;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BroadcastOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.IndexAccumulation;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.RandomOp;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;

/**
 * ND4J's executioner, keeping an operation and so its arrays reachable until the native call is
 * over. Without it the collector may take a temporary array for dead, and ND4J's deallocator free
 * it, while native code still reads it. Sums run at memory speed on images whose channels lie
 * together too. ND4J makes it by the system property {@code opexec}.
 */
public final class FencedExecutioner extends NativeOpExecutioner {

  @Override
  public INDArray exec(Op op, OpContext context) {
    try {
      return super.exec(op, context);
    } finally {
      Reference.reachabilityFence(op);
    }
  }

  @Override
  public INDArray exec(IndexAccumulation op, OpContext context) {
    try {
      return super.exec(op, context);
    } finally {
      Reference.reachabilityFence(op);
    }
  }

  @Override
  public INDArray exec(ReduceOp op, OpContext context) {
    try {
      return super.exec(op, context);
    } finally {
      Reference.reachabilityFence(op);
    }
  }

  @Override
  public INDArray exec(ScalarOp op, OpContext context) {
    try {
      return super.exec(op, context);
    } finally {
      Reference.reachabilityFence(op);
    }
  }

  @Override
  public INDArray exec(BroadcastOp op, OpContext context) {
    try {
      return super.exec(op, context);
    } finally {
      Reference.reachabilityFence(op);
    }
  }

  @Override
  public INDArray exec(RandomOp op, OpContext context, Random random) {
    try {
      return super.exec(op, context, random);
    } finally {
      Reference.reachabilityFence(op);
    }
  }

  /** A sum of arrays that lie alike is one of vectors, whatever their dimensions' order. */
  @Override
  public INDArray[] exec(CustomOp op) {
    if (op instanceof AddOp add && add.numInputArguments() == 2 && add.numOutputArguments() == 1) {
      Optional<INDArray[]> flat =
          Layout.flat(add.getInputArgument(0), add.getInputArgument(1), add.getOutputArgument(0));
      if (flat.isPresent()) {
        super.exec(new AddOp(flat.get()[0], flat.get()[1], flat.get()[2]));
        return new INDArray[] {add.getOutputArgument(0)};
      }
    }
    return super.exec(op);
  }

  @Override
  public INDArray[] exec(CustomOp op, OpContext context) {
    try {
      return super.exec(op, context);
    } finally {
      Reference.reachabilityFence(op);
      Reference.reachabilityFence(context);
    }
  }
}
