package org.nd4j.linalg.jcublas.ops.executioner;

import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;

/** The CPU's, by the name of that for CUDA. */
public final class CudaExecutioner extends NativeOpExecutioner {}
