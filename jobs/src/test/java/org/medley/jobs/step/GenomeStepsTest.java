package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medley.jobs.source.Extracts.write;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.night.Step;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.vcf.VcfSource;

class GenomeStepsTest {
  private static final Path NOWHERE = Path.of("no such folder");

  @TempDir private Path folder;

  @Test
  void rareVariantsAreCountedBetweenTheIngestionAndTheEventsWhereTheSourceAsks()
      throws IOException {
    write(folder, "burden.yaml", "masks: {lof: {impact: HIGH}}");
    List<Step> steps = GenomeSteps.of(source(), NOWHERE);

    assertThat(steps).extracting(Step::name).containsExactly("burden:kg", "genome:kg");
    assertThat(steps.get(0).inputs()).containsExactly("ingest:kg");
    assertThat(steps.get(1).inputs()).containsExactly("ingest:kg", "burden:kg");
    assertThat(
            GenomeSteps.of(
                new SourceSettings("kg", "vcf", "x", ZoneId.of("UTC"), Map.of("build", "GRCh38")),
                NOWHERE))
        .extracting(Step::name)
        .containsExactly("genome:kg");
  }

  @Test
  void anotherMaskCountsAnewAndReadsNothingAnew() throws IOException {
    write(folder, "burden.yaml", "masks: {lof: {impact: HIGH}}");
    String counted = GenomeSteps.of(source(), NOWHERE).get(0).settings();
    String read = ingestion().settings();
    write(folder, "burden.yaml", "masks: {lof: {impact: [HIGH, MODERATE]}}");

    assertThat(GenomeSteps.of(source(), NOWHERE).get(0).settings()).isNotEqualTo(counted);
    assertThat(ingestion().settings()).isEqualTo(read);
  }

  @Test
  void aWrongFileIsToldBeforeTheNightBegins() throws IOException {
    write(folder, "burden.yaml", "masks: {lof: {impact: GRAVE}}");

    assertThatThrownBy(() -> GenomeSteps.of(source(), NOWHERE))
        .isInstanceOf(MedleyException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.CONFIGURATION)
        .hasMessageContaining("masks.lof.impact: is 'GRAVE'");
  }

  private Step ingestion() {
    return new IngestStep(
        new VcfSource(),
        source(),
        List.of(),
        Site.Tolerance.STANDARD,
        Landed.NOTHING,
        Instant.EPOCH);
  }

  private SourceSettings source() {
    return new SourceSettings(
        "kg",
        "vcf",
        "x",
        ZoneId.of("UTC"),
        Map.of("build", "GRCh38", "burden", folder.resolve("burden.yaml").toString()));
  }
}
