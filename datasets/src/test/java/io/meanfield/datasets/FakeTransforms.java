package io.meanfield.datasets;

import io.meanfield.datasets.fake.FakeScaling;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets manifests with fakes be read, in all tests: what the mapper does not know when it reads the
 * first manifest it never learns.
 */
public final class FakeTransforms implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    Json.MAPPER.registerSubtypes(FakeScaling.Scaled.class);
  }
}
