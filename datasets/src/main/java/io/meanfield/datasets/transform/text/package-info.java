/**
 * From text to the numbers of tokens: words, characters, pieces of words and pairs of bytes. Public
 * for the transforms of text; it knows nothing of them.
 */
package io.meanfield.datasets.transform.text;
