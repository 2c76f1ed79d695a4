package io.argen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The way of a clip is the order of the packages: each may use those before it, never those after.
 */
final class PackageOrderTest {
  /** Packages of later releases have their place here before they exist. */
  private static final List<String> ORDER =
      List.of(
          "tensor",
          "config",
          "run",
          "clip",
          "facs",
          "dataset",
          "face",
          "affect",
          "diffusion",
          "motion",
          "video",
          "reward",
          "reinforce",
          "augment",
          "recognize",
          "evaluate",
          "report",
          "cli");

  private static final Set<String> NOT_YET = Set.of("video", "reward", "reinforce");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.argen");

  @Test
  void listAndDiskAgree() {
    Set<String> onDisk =
        CLASSES.stream()
            .map(PackageOrderTest::nameOf)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed = new TreeSet<>(ORDER);
    listed.removeAll(NOT_YET);
    assertEquals(listed, onDisk);
  }

  @Test
  void noPackageUsesALaterOne() {
    List<String> violations = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      int from = ORDER.indexOf(nameOf(type));
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass())
          .filter(target -> target.getPackageName().startsWith("io.argen"))
          .filter(target -> ORDER.indexOf(nameOf(target)) > from)
          .forEach(target -> violations.add(type.getName() + " uses " + target.getName()));
    }
    assertTrue(violations.isEmpty(), () -> String.join("\n", violations));
  }

  @Test
  void onlyTheCommandLinePrints() {
    List<String> violations = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      if (nameOf(type).equals("cli")) {
        continue;
      }
      type.getFieldAccessesFromSelf().stream()
          .filter(access -> access.getTargetOwner().getName().equals("java.lang.System"))
          .filter(access -> Set.of("out", "err").contains(access.getTarget().getName()))
          .forEach(access -> violations.add(access.getDescription()));
    }
    assertTrue(violations.isEmpty(), () -> String.join("\n", violations));
  }

  private static String nameOf(JavaClass type) {
    String rest = type.getPackageName().substring("io.argen".length());
    return rest.isEmpty() ? "" : rest.substring(1).split("\\.")[0];
  }
}
