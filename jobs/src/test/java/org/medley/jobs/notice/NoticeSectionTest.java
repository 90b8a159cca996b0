package org.medley.jobs.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.Section;

class NoticeSectionTest {
  private final Problems problems = new Problems();

  @Test
  void targetsAreReadWithTheirKinds() throws IOException {
    NoticeSettings settings =
        read(
            """
            notify:
              incidents: {url: 'https://hooks.example/x', token-file: hook.token, kinds: [failed]}
              lineage: {command: [/opt/send, --quiet], namespace: hospital}
            """);

    assertThat(problems.lines()).isEmpty();
    assertThat(settings.incidents().orElseThrow().url())
        .contains(URI.create("https://hooks.example/x"));
    assertThat(settings.incidents().orElseThrow().tokenFile())
        .contains(Path.of("/conf/hook.token"));
    assertThat(settings.kinds()).containsExactly("failed");
    assertThat(settings.lineage().orElseThrow().command()).containsExactly("/opt/send", "--quiet");
    assertThat(settings.namespace()).isEqualTo("hospital");
  }

  @Test
  void withoutTheBlockNobodyIsTold() throws IOException {
    assertThat(read("site: x")).isEqualTo(NoticeSettings.NONE);
  }

  @Test
  void everyProblemIsNamedWithItsKey() throws IOException {
    read(
        """
        notify:
          incidents: {url: 'ftp://x', kinds: [all]}
          lineage: {namespce: x}
          mail: {}
        """);

    assertThat(problems.lines()).hasSize(5);
    assertThat(String.join("\n", problems.lines()))
        .contains("notify.incidents.url: is no web address")
        .contains("notify.incidents.kinds: names 'all'")
        .contains("notify.lineage.url: is missing")
        .contains("notify.lineage.namespce: is not a known key; did you mean 'namespace'?")
        .contains("notify.mail: is not a known key");
  }

  private NoticeSettings read(String yaml) throws IOException {
    Section site =
        new Section("site.yaml", "", new ObjectMapper(new YAMLFactory()).readTree(yaml), problems);
    return NoticeSection.read(site, Path.of("/conf"));
  }
}
