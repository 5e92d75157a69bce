package io.meanfield.datasets;

import io.meanfield.datasets.fake.FakeScaling;

/** Lets manifests with fakes be read. To be called before the first manifest is. */
public final class FakeTransforms {
  private FakeTransforms() {}

  public static void register() {
    Json.MAPPER.registerSubtypes(FakeScaling.Scaled.class);
  }
}
