/**
 * Data sets that are fetched by a short id, verified by checksum and cached. For {@code driver}, on
 * the machine of the driver only.
 */
package io.meanfield.datasets.catalogue;
