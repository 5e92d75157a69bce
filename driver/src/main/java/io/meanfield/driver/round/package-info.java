/** Which rounds a run consists of, as pure arithmetic. For {@code driver}, on the driver. */
package io.meanfield.driver.round;
