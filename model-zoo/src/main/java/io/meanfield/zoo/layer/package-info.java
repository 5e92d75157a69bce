/**
 * Deeplearning4j layers that compute through {@code zoo.kernel}. A network's configuration stays
 * stock; its layers are exchanged after it was built, so what it saves is stock too. For {@code
 * zoo}.
 */
package io.meanfield.zoo.layer;
