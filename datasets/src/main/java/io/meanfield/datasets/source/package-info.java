/**
 * Raw data as they are found: formats as records of configuration, and readers that tell records
 * from malformed ones. A new format is a public record that implements {@link
 * io.meanfield.datasets.source.Source} and one line in its list of formats.
 */
package io.meanfield.datasets.source;
