package io.meanfield.driver.config;

/**
 * What the constructor of a configuration record cannot know: whether files exist, whether sections
 * fit each other.
 */
@FunctionalInterface
public interface Check<S> {
  void check(S config, Problems problems);
}
