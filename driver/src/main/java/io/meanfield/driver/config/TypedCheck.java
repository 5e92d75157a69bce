package io.meanfield.driver.config;

/** A check and the records it is for. */
record TypedCheck<S>(Class<S> type, Check<? super S> check) {

  void run(Record config, Problems problems) {
    if (type.isInstance(config)) {
      check.check(type.cast(config), problems);
    }
  }
}
