package org.medley.jobs.settings.decision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.FollowUp;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.Span;
import org.medley.jobs.settings.CohortParts;
import org.medley.jobs.settings.Section;

/** Reads the outcomes of a decision. */
final class OutcomesReader {
  private static final Span STANDARD = Span.of(Duration.ofDays(365));

  private final Section top;
  private final Map<String, Predicate> endpoints = new LinkedHashMap<>();

  OutcomesReader(Section top) {
    this.top = top;
  }

  /** The outcomes in the order of the file. */
  List<OutcomeSettings> read() {
    List<OutcomeSettings> outcomes = new ArrayList<>();
    top.sections("outcomes").forEach((name, section) -> outcomes.add(outcome(name, section)));
    for (OutcomeSettings.Kind kind : OutcomeSettings.Kind.values()) {
      if (outcomes.stream().noneMatch(each -> each.kind() == kind)) {
        top.problem(
            "outcomes",
            "name no " + kind.word(),
            "add one with 'kind: " + kind.word() + "': benefit and harm are both shown");
      }
    }
    return outcomes;
  }

  /** Predicates of the endpoints of registries by name, after {@link #read}. */
  Map<String, Predicate> endpoints() {
    return endpoints;
  }

  private OutcomeSettings outcome(String name, Section given) {
    try (Section section = given) {
      if (!name.matches("[a-z][a-z0-9_]*") || name.startsWith(CheckSettings.CONTROL)) {
        section.problem(
            "(name)", "is not a name for an outcome", "use lower-case letters, digits and _");
      }
      String predicate = predicate(name, section);
      section.required("kind");
      OutcomeSettings.Kind kind = section.choice("kind", OutcomeSettings.Kind.HARM);
      boolean more = section.one("better", Map.of("fewer", false, "more", true), false);
      Span within = CohortParts.span(section, "within", STANDARD);
      FollowUp asked =
          section.attempt(
              "within",
              new FollowUp(name, predicate, STANDARD),
              () -> new FollowUp(name, predicate, within));
      return new OutcomeSettings(
          section.required("description"), kind, more, days(asked.within()), asked);
    }
  }

  private String predicate(String name, Section section) {
    if (section.has("predicate") == section.has("endpoint")) {
      section.problem(
          "predicate", "or else 'endpoint' must stand here", "write what the outcome is");
      return "";
    }
    if (section.has("predicate")) {
      return section.required("predicate");
    }
    String endpoint = section.required("endpoint");
    String own = "endpoint_" + name;
    endpoints.put(
        own,
        new Predicate.Plain(
            new CodeMatch.Exact(TrialCodes.endpoint(endpoint.isEmpty() ? "?" : endpoint)),
            null,
            Map.of()));
    return own;
  }

  /** Months count as the days that they have on average. */
  private static long days(Span span) {
    double perMonth = 30.4375;
    return Math.round(span.months() * perMonth) + span.exact().toDays();
  }
}
