package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.medley.jobs.code.CodeDigests;
import org.medley.jobs.night.Repeated;
import org.medley.jobs.night.Standing;
import org.medley.jobs.night.Step;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.Sources;

class StepsTest {
  @Test
  void everyStepIsRegistered() {
    Set<String> registered =
        Steps.BY_WORD.values().stream().map(Class::getName).collect(Collectors.toSet());

    // These are another step in a run that does not run it, or runs it again.
    registered.add(Standing.class.getName());
    registered.add(Repeated.class.getName());
    assertThat(registered).isEqualTo(implementations(Step.class));
  }

  @Test
  void everySourceIsRegistered() {
    Set<String> registered =
        Sources.BY_KIND.values().stream()
            .map(source -> source.get().getClass().getName())
            .collect(Collectors.toSet());

    assertThat(registered).isEqualTo(implementations(Source.class));
  }

  @Test
  void noStepChangesWithTheCommandLineOrTheReport() {
    Steps.BY_WORD.forEach(
        (word, step) -> {
          if (step != ReleaseStep.class) {
            assertThat(CodeDigests.reached(step))
                .as(word)
                .contains(step.getName())
                .noneMatch(name -> name.startsWith("org.medley.jobs.cli"))
                .noneMatch(name -> name.startsWith("org.medley.jobs.report"));
          }
        });
  }

  @Test
  void aChangeOfTheModelsDoesNotReachIngestion() {
    assertThat(CodeDigests.reached(IngestStep.class, EventsStep.class))
        .noneMatch(name -> name.startsWith("org.medley.models"))
        .noneMatch(name -> name.startsWith("org.medley.features.covariate"));
  }

  private static Set<String> implementations(Class<?> type) {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.medley.jobs")
            .stream()
            .filter(found -> !found.isInterface() && found.isAssignableTo(type))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
  }
}
