package io.meanfield.driver.round;

/** What becomes of a replica's arrival in an attempt. */
public enum Reception {
  TAKEN,
  OF_ANOTHER_RUN,
  OF_ANOTHER_ROUND,
  OF_ANOTHER_ATTEMPT,
  TOO_LATE,
  TWICE,
  OF_NO_REPLICA
}
