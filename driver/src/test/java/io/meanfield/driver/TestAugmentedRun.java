package io.meanfield.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are changed at random in training, and as they are in evaluation. */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
class TestAugmentedRun {
  private static final String AUGMENTATION =
      "training.augmentation={flip: both, rotation: 10, crop-padding: 1, contrast: 0.2, cutout: 1, mixup: 0.2}";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"{strategy: average, local-steps: 2}", "{strategy: allreduce}"})
  void aRunHasItsOwnBytesAndTheSameAgain(String sync) {
    Workspace workspace = Workspace.withImages(folder);
    List<String> plain = train(workspace, "plain", sync);
    List<String> once = train(workspace, "once", sync, AUGMENTATION);
    assertFalse(once.isEmpty());
    assertEquals(once, train(workspace, "again", sync, AUGMENTATION));
    assertNotEquals(plain, once);
  }

  /** All results but the speed. */
  private static List<String> train(
      Workspace workspace, String name, String sync, String... overrides) {
    String run = workspace.path(name);
    String[] all = new String[overrides.length + 2];
    all[0] = "run.folder=" + run;
    all[1] = "sync=" + sync;
    System.arraycopy(overrides, 0, all, 2, overrides.length);
    CommandResult trained = workspace.run("train", all);
    trained.assertSucceeds();
    List<String> results = results(trained);
    CommandResult evaluated = CommandResult.of("evaluate", run);
    evaluated.assertSucceeds();
    assertEquals(results, results(evaluated), "evaluated again");
    return results;
  }

  private static List<String> results(CommandResult result) {
    return result
        .out()
        .lines()
        .filter(line -> line.startsWith("result."))
        .filter(line -> !line.startsWith("result.examples-per-second"))
        .toList();
  }
}
