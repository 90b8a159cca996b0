package org.medley.jobs.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medley.jobs.pull.Loopback.Answer;
import org.medley.jobs.pull.Loopback.Asked;

/** Groups change: the past of who joins one is not in what changed since the last export. */
class GroupPullTest extends PullFixture {
  private static final Map<String, List<String>> ROSTER =
      Map.of("_type", List.of("Patient"), "_elements", List.of("id"));

  private PullSettings group() {
    return settings("level: group", "group: g");
  }

  private void members(int from, int to) {
    server
        .nothing()
        .exports(
            "Patient",
            IntStream.range(from, to)
                .mapToObj(i -> "{\"resourceType\":\"Patient\",\"id\":\"p" + i + "\"}")
                .toArray(String[]::new));
  }

  private List<Map<String, List<String>>> asked() {
    return server.kickOffs().stream().map(BulkServer::parameters).toList();
  }

  private static List<String> what(List<Landed> landed) {
    return landed.stream().map(Landed::what).toList();
  }

  @Test
  void newcomersAreExportedWhollyBeforeWhatChanged() {
    members(0, 10);
    assertThat(what(pull(group()))).containsExactly("full");
    assertThat(asked()).containsExactly(ROSTER, Map.of());
    String first = server.transactionTime;

    members(2, 12);
    server.transactionTime = "2026-03-01T21:00:00Z";
    List<Landed> second = pull(group());

    assertThat(what(second)).containsExactly("newcomers", "since");
    assertThat(asked().subList(2, 5))
        .containsExactly(
            ROSTER,
            Map.of("patient", List.of("Patient/p10", "Patient/p11")),
            Map.of("_since", List.of(first)));

    server.transactionTime = "2026-03-02T21:00:00Z";
    assertThat(what(pull(group()))).containsExactly("since");
    assertThat(asked().get(6)).isEqualTo(Map.of("_since", List.of("2026-03-01T21:00:00Z")));
  }

  @Test
  void theListOfPatientsNeverLandsAsData() {
    members(0, 3);
    pull(group());

    assertThat(server.kickOffs()).hasSize(2);
    assertThat(visible())
        .containsExactly(
            "20260228T210000123Z/manifest.json", "20260228T210000123Z/output/Patient-1.ndjson");
    assertThat(text("20260228T210000123Z/.roster").lines()).containsExactly("p0", "p1", "p2");
    assertThat(server.web().asked("DELETE", "/fhir/status/1")).hasSize(1);
  }

  @Test
  void manyNewcomersAreExportedInPartsAndMostOfAGroupAsAWhole() {
    members(0, 3_000);
    pull(group());
    members(0, 4_100);
    server.transactionTime = "2026-03-01T21:00:00Z";

    List<Landed> landed = pull(group());

    assertThat(what(landed)).containsExactly("newcomers", "newcomers", "newcomers", "since");
    List<Integer> sizes = new ArrayList<>();
    asked().forEach(one -> sizes.add(one.getOrDefault("patient", List.of()).size()));
    assertThat(sizes).containsExactly(0, 0, 0, 500, 500, 100, 0);
    assertThat(landed.stream().map(Landed::name)).doesNotHaveDuplicates();

    members(0, 10_000);
    assertThat(what(pull(group()))).containsExactly("full");
  }

  @Test
  void aServerThatCannotBeAskedForPatientsIsAskedForAll() {
    members(0, 10);
    server.knowsPost = false;
    pull(group());
    members(0, 11);

    assertThat(what(pull(group()))).containsExactly("full");
    assertThat(server.kickOffs().stream().filter(one -> one.method().equals("GET")))
        .extracting(Asked::query)
        .containsExactly("_type=Patient&_elements=id", "", "_type=Patient&_elements=id", "");
  }

  @Test
  void aKillBetweenNewcomersAndTheRestLosesNeither() {
    members(0, 10);
    pull(group());
    String first = server.transactionTime;
    members(0, 12);
    server.transactionTime = "2026-03-01T21:00:00Z";
    server.web().next("/fhir/status/5", Answer.of(202, ""));
    assertThatThrownBy(
            () ->
                pull(
                    group(),
                    text -> {
                      if (server.kickOffs().size() == 5) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");

    List<Landed> landed = pull(group());

    assertThat(what(landed)).containsExactly("since");
    assertThat(server.kickOffs()).hasSize(5);
    assertThat(asked().get(4)).isEqualTo(Map.of("_since", List.of(first)));
    assertThat(text(landed.get(0).name() + "/.roster").lines()).hasSize(12);
  }

  @Test
  void aKillWhileTheListIsFetchedPollsTheSameList() {
    members(0, 10);
    server.web().next("/fhir/status/1", Answer.of(202, ""));
    assertThatThrownBy(
            () ->
                pull(
                    group(),
                    text -> {
                      if (!text.startsWith("asks")) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");

    assertThat(what(pull(group()))).containsExactly("full");
    assertThat(server.kickOffs()).hasSize(2);
  }
}
