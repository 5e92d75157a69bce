/**
 * The catalogue of models, and a network as flat vectors of parameters and gradients. For {@code
 * worker} and {@code driver}.
 */
package io.meanfield.zoo;
