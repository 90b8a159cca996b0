package org.medley.jobs.notice;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medley.jobs.attempt.Attempt;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.night.Digests;

/**
 * What people are told of a night: that it failed, that a gate refused, or that all is well again.
 * One notice per incident: a night that fails again for the same reason is the same incident.
 *
 * @param kind {@link #FAILED}, {@link #REFUSED} or {@link #RECOVERED}
 * @param key the same for the same incident
 * @param body JSON
 */
public record Incident(String kind, String key, String body) {
  /** The night failed. */
  public static final String FAILED = "failed";

  /** A gate refused a task; its old rows stand. */
  public static final String REFUSED = "refused";

  /** A night ended well after an incident. */
  public static final String RECOVERED = "recovered";

  private static final int KEY = 16;

  /** What {@code attempt}, which ended, is to people, in the lake at {@code lake}. */
  public static Incident of(Attempt attempt, Ledger ledger, String lake) {
    String kind =
        switch (attempt.code()) {
          case DONE -> RECOVERED;
          case GATE_REFUSED -> REFUSED;
          default -> FAILED;
        };
    String refused =
        ledger.current().map(release -> String.join(", ", release.refused())).orElse("");
    String why = kind.equals(REFUSED) ? "a gate refused " + refused : attempt.why();
    String key =
        kind + "-" + Digests.of(lake + "\n" + attempt.exitCode() + "\n" + why).substring(0, KEY);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("schema_version", 1);
    body.put("kind", kind);
    body.put("dedupe_key", key);
    body.put("lake", lake);
    body.put("as_of_date", attempt.asOf());
    body.put("attempt", attempt.id());
    body.put("exit_code", attempt.exitCode());
    body.put("meaning", attempt.code().meaning());
    body.put("why", why);
    body.put("remedy", attempt.remedy());
    body.put("release", ledger.current().map(Release::releaseId).orElse(""));
    body.put("time", attempt.recorded().toString());
    body.put("command", kind.equals(FAILED) ? "medley status" : "medley explain");
    return new Incident(kind, key, Json.write(body));
  }
}
