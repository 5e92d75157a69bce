package io.meanfield.driver;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class TestArchitecture {
  private static final String DRIVER = "io.meanfield.driver..";
  private static final String WORKER = "io.meanfield.worker..";
  private static final String ZOO = "io.meanfield.zoo..";
  private static final String DATASETS = "io.meanfield.datasets..";

  /**
   * The only classes that may close a cycle of packages: each is a list or a record of what
   * packages below or beside it hold, and those use the words of its own package.
   */
  private static final Set<String> NAME_WHAT_DEPENDS_ON_THEM =
      Set.of(
          "io.meanfield.datasets.BadRecords",
          "io.meanfield.datasets.Manifest",
          "io.meanfield.datasets.Manifest$Division",
          "io.meanfield.worker.protocol.RunSpec",
          "io.meanfield.zoo.ModelSource");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.meanfield");

  @ParameterizedTest
  @ValueSource(strings = {DRIVER, WORKER, ZOO, DATASETS})
  void everyModuleIsLookedAt(String module) {
    assertTrue(CLASSES.stream().anyMatch(resideInAnyPackage(module)), module);
  }

  @Test
  void nothingDependsOnTheDriver() {
    noClasses()
        .that()
        .resideOutsideOfPackage(DRIVER)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(DRIVER)
        .check(CLASSES);
  }

  @Test
  void dataSetsAndModelsDoNotKnowEachOtherNorWorkers() {
    noClasses()
        .that()
        .resideInAPackage(DATASETS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ZOO, WORKER)
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ZOO)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(DATASETS, WORKER)
        .check(CLASSES);
  }

  @Test
  void onlyFourPackagesUseSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.meanfield.driver.spark",
            "io.meanfield.driver.ml",
            "io.meanfield.worker.spark",
            "io.meanfield.datasets.ingest")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(CLASSES);
  }

  @Test
  void thePlanOfWhoReadsWhatIsPureArithmetic() {
    classes()
        .that()
        .resideInAPackage("io.meanfield.datasets.plan..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.meanfield.datasets.plan..", "java..")
        .check(CLASSES);
  }

  /** By reachability: ArchUnit's own search for cycles was seen to miss some (1.4.1). */
  @Test
  void packagesHaveNoCycles() {
    Map<String, Set<String>> graph = packageGraph();
    List<String> cycles = new ArrayList<>();
    graph.forEach(
        (from, targets) ->
            targets.stream()
                .filter(target -> reaches(graph, target, from))
                .forEach(target -> cycles.add(from + " -> " + target)));
    assertEquals(List.of(), cycles, "dependencies of packages that close a cycle");
  }

  @Test
  void packagesAreNamedByWhatIsInThem() {
    classes()
        .should(haveNoPackageNamed("util", "common", "core", "helper", "misc", "base"))
        .check(CLASSES);
  }

  @Test
  void implementationsAreFinal() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotAnonymousClasses()
        .and()
        .areNotEnums()
        .and()
        .areNotRecords()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> haveNoPackageNamed(String... names) {
    Set<String> refused = Set.of(names);
    return new ArchCondition<>("have no package named " + Arrays.toString(names)) {
      @Override
      public void check(JavaClass found, ConditionEvents events) {
        boolean allowed =
            Arrays.stream(found.getPackageName().split("\\.")).noneMatch(refused::contains);
        events.add(new SimpleConditionEvent(found, allowed, found.getName()));
      }
    };
  }

  private static Map<String, Set<String>> packageGraph() {
    Map<String, Set<String>> graph = new TreeMap<>();
    for (JavaClass from : CLASSES) {
      Set<String> targets = graph.computeIfAbsent(from.getPackageName(), name -> new TreeSet<>());
      if (NAME_WHAT_DEPENDS_ON_THEM.contains(from.getName())) {
        continue;
      }
      from.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName())
          .filter(target -> target.startsWith("io.meanfield"))
          .filter(target -> !target.equals(from.getPackageName()))
          .forEach(targets::add);
    }
    return graph;
  }

  private static boolean reaches(Map<String, Set<String>> graph, String start, String end) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (reached.add(next)) {
        open.addAll(graph.getOrDefault(next, Set.of()));
      }
    }
    return reached.contains(end);
  }
}
