package org.medley.jobs.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.AssociationBlock;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.Sources;

class ConfigurationTest {
  private static final Path SHIPPED = Path.of("").toAbsolutePath().resolveSibling("conf");
  private static final List<String> SUBGROUPS =
      List.of("sex", "age-band", "race", "ethnicity", "region");

  @Test
  void theShippedConfigurationHasNoProblem() {
    Configuration shipped = read(SHIPPED, Map.of());

    assertThat(shipped.site().sources().stream().map(SourceSettings::name))
        .containsExactly("ehr", "genomics", "registry");
    assertThat(shipped.tasks()).hasSize(1);
    assertThat(shipped.tasks().get(0).exploratory()).isTrue();
    assertThat(shipped.site().sources()).allMatch(s -> Files.exists(Path.of(s.path())));
  }

  @Test
  void aValueOfTheCommandLineWinsAndChangesOnlyItsPart() {
    TaskSettings before = read(SHIPPED, Map.of()).tasks().get(0);
    TaskSettings after = read(SHIPPED, Map.of("tasks.acute-care.model.seed", "7")).tasks().get(0);

    assertThat(after.training().seed()).isEqualTo(7);
    assertThat(after.trainDigest()).isNotEqualTo(before.trainDigest());
    assertThat(after.cohortDigest()).isEqualTo(before.cohortDigest());
    assertThat(after.featuresDigest()).isEqualTo(before.featuresDigest());
  }

  @Test
  void allProblemsOfASiteAreReportedTogetherWithTheirRemedy(@TempDir Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("site.yaml"),
        """
        site: a
        zone: Mars/Phobos
        identity: {key-file: k}
        as-of: yesterday
        minimum-cel: 5
        sources:
          ehr: {kind: fire, path: x, zone: UTC}
          lab: {kind: vcf, path: x, build: GRCh37}
        """);

    assertThatThrownBy(() -> read(folder, Map.of()))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("zone: is 'Mars/Phobos'")
        .hasMessageContaining("as-of: is not a date")
        .hasMessageContaining("did you mean 'minimum-cell'?")
        .hasMessageContaining(
            "sources.ehr.kind: is 'fire'; use one of [csv, fhir, meds, omop, vcf]")
        .hasMessageContaining("sources.lab.zone: is missing")
        .extracting(e -> ((MedleyException) e).exitCode())
        .isEqualTo(ExitCode.CONFIGURATION);
  }

  @Test
  void anAssociationNamesASourceOfGenotypes() {
    String block = "tasks.acute-care.features.association";
    TaskSettings task =
        read(SHIPPED, Map.of(block + ".source", "genomics", block + ".p", "1.0e-4")).tasks().get(0);

    assertThat(task.association())
        .contains(new AssociationBlock("genomics", "logistic", 1e-4, 20, List.of()));
    assertThat(task.featuresDigest())
        .isNotEqualTo(read(SHIPPED, Map.of()).tasks().get(0).featuresDigest());
    assertThatThrownBy(() -> read(SHIPPED, Map.of(block + ".source", "ehr")))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("tasks/acute-care.yaml: features.association.source: is 'ehr'")
        .hasMessageContaining("which is no source of kind vcf");
    assertThatThrownBy(
            () ->
                read(
                    SHIPPED,
                    Map.of(
                        block + ".model",
                        "cox",
                        block + ".p",
                        "2",
                        block + ".top",
                        "0",
                        block + ".covariates",
                        "age",
                        "tasks.acute-care.features.families",
                        "codes")))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("features.association: selects what no family makes a covariate")
        .hasMessageContaining("features.association.source: is missing")
        .hasMessageContaining("features.association.model: 'cox' is not known")
        .hasMessageContaining("features.association.p: is 2.0; write a P value above 0")
        .hasMessageContaining("features.association.top: is 0; write 1 to 1000")
        .hasMessageContaining("features.association.covariates: names 'age'");
  }

  @Test
  void anUnknownKeyOnTheCommandLineIsRefusedLikeOneInTheFile() {
    assertThatThrownBy(() -> read(SHIPPED, Map.of("tasks.acute-care.model.sed", "7")))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("did you mean 'seed'?");
  }

  private static Configuration read(Path folder, Map<String, String> set) {
    return Configuration.read(folder, new Overrides(set), Sources.optionsByKind(), SUBGROUPS);
  }
}
