package org.medley.jobs.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.code.CodeDigests;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.auth.AuthSettings;
import org.medley.jobs.pull.bulk.BulkSettings;
import org.medley.jobs.pull.bulk.Severity;
import org.medley.jobs.pull.download.DownloadSettings;
import org.medley.jobs.pull.http.Limits;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.site.Configuration;
import org.medley.jobs.source.Sources;
import org.medley.jobs.step.IngestStep;

class PullSectionTest {
  @TempDir Path folder;

  private Configuration site(String sources) throws IOException {
    Files.writeString(
        folder.resolve("site.yaml"),
        "site: a\nzone: UTC\nidentity: {key-file: k}\n" + sources.stripIndent());
    return Configuration.read(folder, new Overrides(Map.of()), Sources.optionsByKind(), List.of());
  }

  @Test
  void whatIsNotSaidHasADefault() throws IOException {
    Configuration site =
        site("sources:\n  ehr: {kind: fhir, zone: UTC, pull: {url: 'https://h/fhir'}}\n");

    assertThat(site.pulls().get("ehr"))
        .isEqualTo(
            new PullSettings(
                Optional.of(
                    new BulkSettings(
                        URI.create("https://h/fhir"),
                        BulkSettings.Level.SYSTEM,
                        Optional.empty(),
                        List.of(),
                        BulkSettings.Since.AUTO,
                        Optional.empty(),
                        Severity.WARNING,
                        BulkSettings.Counts.CHECK,
                        Optional.empty(),
                        new Limits(
                            Duration.ofSeconds(10),
                            Duration.ofMinutes(2),
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(30),
                            Duration.ofHours(12),
                            6))),
                Optional.empty()));
  }

  @Test
  void theExampleOfTheReadmeIsWhatItSays() throws IOException {
    String readme = Files.readString(Path.of("").toAbsolutePath().resolveSibling("README.md"));
    Matcher example = Pattern.compile("```yaml\n(sources:.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(example.find()).isTrue();

    Configuration site = site(example.group(1));

    BulkSettings ehr = site.pulls().get("ehr").bulk().orElseThrow();
    assertThat(ehr.url()).isEqualTo(URI.create("https://fhir.hospital.example/r4"));
    assertThat(ehr.level()).isEqualTo(BulkSettings.Level.GROUP);
    assertThat(ehr.group()).hasValue("research-consented");
    assertThat(ehr.fullEvery()).hasValue(Duration.ofDays(30));
    assertThat(ehr.auth())
        .hasValue(
            new AuthSettings(
                "medley",
                folder.toAbsolutePath().resolve("medley.jwk"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty()));
    DownloadSettings registry = site.pulls().get("registry").download().orElseThrow();
    assertThat(registry.files())
        .containsExactly(URI.create("https://registry.example/export/vital-status.csv"));
    assertThat(site.in("file:/lake").site().sources())
        .extracting(source -> source.path())
        .containsExactly("file:/lake/landing/ehr", "file:/lake/landing/registry");
  }

  @Test
  void everyProblemOfABlockIsToldWithItsKeyAndRemedy() {
    assertThatThrownBy(
            () ->
                site(
                    """
                    sources:
                      ehr:
                        kind: fhir
                        zone: UTC
                        path: x
                        pull:
                          url: ftp://h
                          level: group
                          types: [patient]
                          since: yesterday
                          full-every: 30
                          worst-outcme: error
                          auth: {client-id: a, algorithm: HS256, token-url: no}
                          timeouts: {idle: soon}
                      lab: {kind: csv, zone: UTC, pull: {url: 'https://h'}}
                      vcf: {kind: vcf, zone: UTC, pull: {files: [x], url: 'https://h'}}
                    """))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("sources.ehr.path: stands beside pull; leave it out")
        .hasMessageContaining("sources.ehr.pull.url: is no http or https address")
        .hasMessageContaining("sources.ehr.pull.group: is no id of a group")
        .hasMessageContaining("sources.ehr.pull.types: holds what is no resource type")
        .hasMessageContaining("sources.ehr.pull.since: is 'yesterday'; use one of [auto, none]")
        .hasMessageContaining("sources.ehr.pull.full-every: is not a time span; write it as 30s")
        .hasMessageContaining("sources.ehr.pull.worst-outcme: is not a known key; did you mean")
        .hasMessageContaining("sources.ehr.pull.auth.key-file: is missing")
        .hasMessageContaining("sources.ehr.pull.auth.algorithm: is 'HS256'")
        .hasMessageContaining("sources.ehr.pull.auth.token-url: is no http or https address")
        .hasMessageContaining("sources.ehr.pull.timeouts.idle: is not a time span")
        .hasMessageContaining("sources.lab.pull.files: is missing")
        .hasMessageContaining("sources.vcf.pull.url: stands beside files or list")
        .hasMessageContaining("sources.vcf.pull.files: is no http or https address")
        .extracting(e -> ((MedleyException) e).exitCode())
        .isEqualTo(ExitCode.CONFIGURATION);
  }

  @Test
  void howAnExtractCameRerunsNoStep() {
    assertThat(CodeDigests.reached(IngestStep.class, Sources.class))
        .noneMatch(name -> name.startsWith("org.medley.jobs.pull."));
  }
}
