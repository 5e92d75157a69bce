/**
 * The mathematics that layers are made of, behind one face: plain ND4J as the reference, in any
 * type and on any backend, and oneDNN as its twin for 32-bit floats on CPUs. For {@code zoo.layer}.
 */
package io.meanfield.zoo.kernel;
