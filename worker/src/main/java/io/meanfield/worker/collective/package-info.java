/** How ranks talk to each other. For {@code worker}; no sockets here. */
package io.meanfield.worker.collective;
