package org.medley.jobs.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.pull.Loopback.Answer;
import org.medley.jobs.pull.Loopback.Asked;

class FilePullTest extends PullFixture {
  private final Loopback web = new Loopback();
  private final Map<String, String> files = new HashMap<>();

  @BeforeEach
  void serve() {
    web.standard(this::answer);
    files.put("/a.csv", "id,value\n1,2\n");
    files.put("/b.csv", "x".repeat(200_000));
  }

  @AfterEach
  void close() {
    web.close();
  }

  private Answer answer(Asked request) {
    String text = files.get(request.path());
    if (text == null) {
      return Answer.of(404, "");
    }
    String tag = "\"" + text.hashCode() + "\"";
    if (request.header("If-None-Match").orElse("").equals(tag)) {
      return Answer.of(304, "");
    }
    String range = request.header("Range").orElse("");
    if (!range.isEmpty() && request.header("If-Range").orElse("").equals(tag)) {
      int from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
      String content = "bytes " + from + "-" + (text.length() - 1) + "/" + text.length();
      return Answer.of(206, text.substring(from), "ETag", tag, "Content-Range", content);
    }
    return Answer.of(200, text, "ETag", tag);
  }

  private PullSettings files(String... paths) {
    return read(
        "files: ["
            + String.join(", ", List.of(paths).stream().map(p -> "\"" + web.uri(p) + "\"").toList())
            + "]",
        "csv");
  }

  @Test
  void whatHasNotChangedIsNotFetchedAgainAndWhatIsNotListedGoes() {
    pull(files("/a.csv?key=secret-id", "/b.csv"));
    assertThat(visible()).containsExactly("a.csv", "b.csv");
    assertThat(text("a.csv")).isEqualTo("id,value\n1,2\n");
    assertThat(text(".downloads.json")).doesNotContain("secret-id");

    files.put("/a.csv", "id,value\n1,3\n");
    List<Landed> second = pull(files("/a.csv?key=secret-id", "/b.csv"));

    assertThat(second)
        .containsExactly(
            new Landed("a.csv", "fetched", 1, 13, ""),
            new Landed("b.csv", "unchanged", 1, 200_000, ""));
    assertThat(text("a.csv")).isEqualTo("id,value\n1,3\n");

    pull(files("/b.csv"));
    assertThat(visible()).containsExactly("b.csv");
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void aBrokenDownloadResumesAlsoAfterAKillAndNeverShowsHalfAFile() {
    web.next("/b.csv", request -> answer(request).cutAfter(1_000));
    web.next("/b.csv", request -> answer(request).cutAfter(100_000));
    assertThatThrownBy(
            () ->
                pull(
                    files("/b.csv"),
                    text -> {
                      if (web.asked().size() == 2) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");
    assertThat(visible()).isEmpty();

    pull(files("/b.csv"));

    assertThat(text("b.csv")).isEqualTo(files.get("/b.csv"));
    assertThat(web.asked()).hasSize(3);
    assertThat(web.asked().get(1).header("Range")).hasValue("bytes=1000-");
    assertThat(web.asked().get(2).header("Range").orElse("")).matches("bytes=[1-9][0-9]{3,5}-");
    assertThat(web.asked().get(2).header("Accept-Encoding")).hasValue("identity");
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void aListNamesFilesBelowIt() {
    files.put("/data/list.txt", "# the files\n\n2026/a.csv\n/b.csv\n");
    files.put("/data/2026/a.csv", "1\n");

    pull(read("list: \"" + web.uri("/data/list.txt") + "\"", "csv"));

    assertThat(visible()).containsExactly("a.csv", "b.csv");
    assertThat(text("a.csv")).isEqualTo("1\n");
  }

  @Test
  void whatCannotBeHadIsToldByItsKind() {
    assertRefused(files("/none.csv"), ExitCode.INPUT_MISSING).hasMessageContaining("status 404");
    web.next("/a.csv", Answer.of(403, ""));
    assertRefused(files("/a.csv?key=secret-id"), ExitCode.PERMISSION)
        .hasMessageContaining("/a.csv answers with status 403");
    assertRefused(files("/a.csv", "/other/a.csv"), ExitCode.CONFIGURATION)
        .hasMessageContaining("a file name of its own");
    assertRefused(files("/.."), ExitCode.CONFIGURATION).hasMessageContaining("a file name");
  }
}
