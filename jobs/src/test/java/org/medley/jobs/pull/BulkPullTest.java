package org.medley.jobs.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.pull.Loopback.Answer;
import org.medley.jobs.pull.Loopback.Asked;

class BulkPullTest extends PullFixture {
  private static final String STAMP = "20260228T210000123Z";
  private static final String DELETED =
      "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":"
          + "{\"method\":\"DELETE\",\"url\":\"Patient/x\"}}]}";
  private static final String OUTCOME =
      "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"%s\",\"code\":\"x\"}]}";

  @Test
  void anExportLandsWholeUnderTheServersTime() {
    server.exports("Patient", ANNA, BERT).exports("Condition", FEVER);
    server.counted("output", "Patient", 1, BERT).counted("deleted", "Bundle", 1, DELETED);

    List<Landed> landed = pull(settings("types: [Patient, Condition]"));

    int size = (ANNA + BERT + BERT + FEVER + DELETED).length() + 5;
    assertThat(landed).containsExactly(new Landed(STAMP, "full", 4, size, ""));
    assertThat(visible())
        .containsExactly(
            STAMP + "/deleted/1.ndjson",
            STAMP + "/manifest.json",
            STAMP + "/output/Condition-1.ndjson",
            STAMP + "/output/Patient-1.ndjson",
            STAMP + "/output/Patient-2.ndjson");
    assertThat(text(STAMP + "/output/Patient-1.ndjson")).isEqualTo(ANNA + "\n" + BERT + "\n");
    assertThat(text(STAMP + "/output/Patient-2.ndjson")).isEqualTo(BERT + "\n");
    assertThat(text(STAMP + "/deleted/1.ndjson")).isEqualTo(DELETED + "\n");
    assertThat(unfinished()).isEmpty();

    JsonNode manifest = manifest(STAMP);
    assertThat(manifest.path("transactionTime").asText()).isEqualTo(server.transactionTime);
    assertThat(manifest.path("output")).hasSize(3);
    assertThat(manifest.path("output").get(0).path("file").asText())
        .isEqualTo("output/Patient-1.ndjson");
    assertThat(manifest.path("output").get(0).path("lines").asInt()).isEqualTo(2);
    assertThat(manifest.toString()).doesNotContain("signature");
    assertThat(manifest.path("medley").path("purpose").asText()).isEqualTo("full");
  }

  @Test
  void theKickOffIsAPostAsTheStandardWantsItAndTheJobIsDeletedAtTheEnd() {
    server.exports("Patient", ANNA);

    pull(settings("types: [Patient, Condition]"));

    Asked kickOff = server.kickOffs().get(0);
    assertThat(kickOff.method()).isEqualTo("POST");
    assertThat(kickOff.path()).isEqualTo("/fhir/$export");
    assertThat(kickOff.header("Accept")).hasValue("application/fhir+json");
    assertThat(kickOff.header("Content-Type")).hasValue("application/fhir+json");
    assertThat(kickOff.header("Prefer")).hasValue("respond-async");
    assertThat(kickOff.header("Authorization")).isEmpty();
    assertThat(BulkServer.parameters(kickOff))
        .isEqualTo(Map.of("_type", List.of("Patient", "Condition")));
    assertThat(server.web().asked("DELETE", "/fhir/status/1")).hasSize(1);
  }

  @Test
  void patientAndGroupLevelHaveTheirOwnAddress() {
    server.exports("Patient", ANNA);

    pull(settings("level: patient"));
    pull(settings("level: group", "group: g-1", "since: none"));

    assertThat(server.kickOffs())
        .extracting(Asked::path)
        .containsExactly("/fhir/Patient/$export", "/fhir/Group/g-1/$export");
  }

  @Test
  void aServerThatKnowsNoPostIsAskedByGet() {
    server.knowsPost = false;
    server.exports("Patient", ANNA);

    pull(settings("types: [Patient, Condition]"));
    pull(settings("types: [Patient, Condition]"));

    assertThat(server.kickOffs())
        .extracting(Asked::method)
        .containsExactly("POST", "GET", "POST", "GET");
    assertThat(server.kickOffs().get(1).query()).isEqualTo("_type=Patient%2CCondition");
    assertThat(server.kickOffs().get(3).query())
        .isEqualTo("_since=2026-02-28T22%3A00%3A00.123%2B01%3A00&_type=Patient%2CCondition");
    assertThat(server.kickOffs().get(3).header("Prefer")).hasValue("respond-async");
  }

  @Test
  void aServerWithoutExportIsToldFromOneThatRefuses() {
    server.web().next("/fhir/$export", Answer.of(404, ""), Answer.of(404, ""));
    assertRefused(settings(), ExitCode.UNSUPPORTED).hasMessageContaining("offers no export");

    server.web().next("/fhir/$export", Answer.outcome(403, "forbidden"));
    assertRefused(settings(), ExitCode.PERMISSION).hasMessageContaining("status 403");

    Answer invalid = Answer.outcome(400, "invalid");
    server.web().next("/fhir/$export", invalid, invalid);
    assertRefused(settings(), ExitCode.CONFIGURATION).hasMessageContaining("status 400, invalid");

    server.web().next("/fhir/$export", Answer.of(202, ""));
    assertRefused(settings(), ExitCode.UNSUPPORTED).hasMessageContaining("where its status is");
  }

  @Test
  void compressedFilesAreKeptAsTheyCameAndPlainOnesAccepted() {
    server.exports("Patient", ANNA, BERT);
    server.gzip = true;

    pull(settings());

    assertThat(text(STAMP + "/output/Patient-1.ndjson.gz")).isEqualTo(ANNA + "\n" + BERT + "\n");
    assertThat(manifest(STAMP).path("output").get(0).path("file").asText())
        .isEqualTo("output/Patient-1.ndjson.gz");
    Asked file = server.web().asked("GET", "/files/0").get(0);
    assertThat(file.header("Accept-Encoding")).hasValue("gzip");
    assertThat(file.header("Accept")).hasValue("application/fhir+ndjson");
  }

  @Test
  void theSameIdInSeveralFilesIsNotThePullsBusiness() {
    server.exports("Patient", ANNA).exports("Patient", ANNA.replace("true", "false"));

    pull(settings());

    assertThat(text(STAMP + "/output/Patient-1.ndjson")).contains("true");
    assertThat(text(STAMP + "/output/Patient-2.ndjson")).contains("false");
  }

  @Test
  void aManifestOverSeveralPagesIsOne() {
    server.pages = true;
    server.exports("Patient", ANNA).exports("Condition", FEVER).exports("Patient", BERT);

    pull(settings());

    assertThat(visible()).filteredOn(name -> name.contains("/output/")).hasSize(3);
    assertThat(manifest(STAMP).path("output")).hasSize(3);
    assertThat(manifest(STAMP).has("link")).isFalse();
  }

  @Test
  void pagesInACircleEnd() {
    server.exports("Patient", ANNA);
    String page =
        """
        {"transactionTime":"2026-01-01T00:00:00Z","output":[],
         "link":[{"relation":"next","url":"/fhir/status/1"}]}\
        """;
    server.web().next("/fhir/status/1", Answer.of(200, page));

    assertRefused(settings(), ExitCode.UNSUPPORTED).hasMessageContaining("in a circle");
  }

  @Test
  void aPartialSuccessStopsByItsWorstOutcomeAndIsTakenWhenThatIsAccepted() {
    server.exports("Patient", ANNA);
    server.counted("error", "OperationOutcome", null, OUTCOME.formatted("warning"), "no json");
    server.counted("error", "OperationOutcome", null, OUTCOME.formatted("error"));

    assertRefused(settings(), ExitCode.DATA_REJECTED)
        .hasMessageContaining("could not export everything (2 × error)");
    assertThat(visible()).isEmpty();

    List<Landed> landed = pull(settings("worst-outcome: error"));

    assertThat(landed.get(0).issues()).isEqualTo("1 × warning, 2 × error");
    assertThat(visible())
        .contains(STAMP + "/error/1.ndjson", STAMP + "/error/2.ndjson", STAMP + "/manifest.json");
    assertThat(server.kickOffs()).hasSize(1);
  }

  @Test
  void aRefusedPartialSuccessIsExportedAfreshOnTheNextRun() {
    server.exports("Patient", ANNA);
    server.counted("error", "OperationOutcome", null, OUTCOME.formatted("fatal"));
    assertRefused(settings(), ExitCode.DATA_REJECTED).hasMessageContaining("1 × fatal");

    server.nothing().exports("Patient", ANNA);
    pull(settings());

    assertThat(server.kickOffs()).hasSize(2);
    assertThat(visible()).hasSize(2);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void outcomesByTheirNameOfStu4AreReadAndUnpacked() {
    server.errors = "outcome";
    server.gzip = true;
    server.exports("Patient", ANNA);
    server.counted("error", "OperationOutcome", null, OUTCOME.formatted("information"));

    List<Landed> landed = pull(settings());

    assertThat(landed.get(0).issues()).isEqualTo("1 × information");
    assertThat(text(STAMP + "/error/1.ndjson")).contains("information");
    assertThat(manifest(STAMP).path("error")).hasSize(1);
    assertThat(manifest(STAMP).has("outcome")).isFalse();
  }

  @Test
  void aFileWithAnotherCountIsFetchedAgainAndThenRefused() {
    server.counted("output", "Patient", 3, ANNA, BERT);

    assertRefused(settings(), ExitCode.DATA_REJECTED)
        .hasMessageContaining("has 2 resources where the manifest says 3");
    assertThat(server.web().asked("GET", "/files/0")).hasSize(2);
    assertThat(visible()).isEmpty();

    pull(settings("counts: ignore"));
    assertThat(visible()).hasSize(2);
  }

  @Test
  void anExportOfNothingIsNotTakenForAnEmptyHospital() {
    assertRefused(settings(), ExitCode.DATA_REJECTED).hasMessageContaining("nothing at all");
    assertThat(visible()).isEmpty();
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void whatIsNoManifestIsUnsupported() {
    server.web().next("/fhir/status/1", Answer.of(200, "<html>"));
    assertRefused(settings(), ExitCode.UNSUPPORTED).hasMessageContaining("not JSON");

    server.web().next("/fhir/status/1", Answer.of(200, "{\"output\":[]}"));
    assertRefused(settings(), ExitCode.UNSUPPORTED).hasMessageContaining("transactionTime");

    String local =
        "{\"transactionTime\":\"2026-01-01T00:00:00Z\","
            + "\"output\":[{\"type\":\"Patient\",\"url\":\"file:///etc/passwd\"}]}";
    server.web().next("/fhir/status/1", Answer.of(200, local));
    assertRefused(settings(), ExitCode.UNSUPPORTED).hasMessageContaining("not http or https");
  }

  @Test
  void aTypeThatIsAPathBecomesNoPath() {
    server.exports("../../../evil", ANNA);

    pull(settings());

    assertThat(visible())
        .containsExactly(STAMP + "/manifest.json", STAMP + "/output/Resource-1.ndjson");
  }
}
