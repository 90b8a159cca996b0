package org.medley.jobs.card;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medley.jobs.report.content.Metrics;
import org.medley.jobs.report.content.Performance;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.report.content.Release;
import org.medley.jobs.text.Numbers;

/** How well the model did, for whom, and what to be careful with. */
final class PerformanceFacts {
  private PerformanceFacts() {}

  static Map<String, Fact> all() {
    return Map.of(
        "validity", PerformanceFacts::validity,
        "fairness", PerformanceFacts::fairness,
        "fairness-plan", PerformanceFacts::plan,
        "measures", PerformanceFacts::measures,
        "cautions", PerformanceFacts::cautions);
  }

  private static Optional<String> validity(CardData data) {
    List<Evaluation> rows = test(data);
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "On %s with %s of people the model never saw: %s."
                .formatted(
                    Numbers.count(rows.get(0).members(), "member", "members"),
                    Numbers.count(rows.get(0).events(), "outcome", "outcomes"),
                    rows.stream()
                        .map(row -> Metrics.name(row.metric()) + " " + Metrics.text(row))
                        .collect(Collectors.joining("; "))));
  }

  private static Optional<String> fairness(CardData data) {
    return CohortFacts.joined(
            data.report().performance().subgroups(Performance.AUROC),
            "; ",
            row -> row.subgroup().replace("=", " ") + ": " + Metrics.text(row))
        .map(text -> "AUROC by group: " + text + ".");
  }

  private static Optional<String> plan(CardData data) {
    List<String> groups = data.task().subgroups();
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Performance is evaluated separately by "
                + String.join(", ", groups)
                + " at every training; race, ethnicity and region are for audit only.");
  }

  private static Optional<String> measures(CardData data) {
    return CohortFacts.joined(
        test(data), "; ", row -> Metrics.name(row.metric()) + ": " + row.method());
  }

  private static Optional<String> cautions(CardData data) {
    List<String> cautions =
        new java.util.ArrayList<>(
            data.report().release().gates().stream()
                .filter(gate -> !gate.passed())
                .map(gate -> "The gate '" + gate.name() + "' refused: " + gate.detail())
                .toList());
    data.report()
        .task()
        .exploratory()
        .ifPresent(why -> cautions.add("Exploratory, not for use in care: " + why));
    if (data.report().release().state() == Release.State.NOTHING) {
      cautions.add("Nothing is released");
    }
    return cautions.isEmpty()
        ? Optional.of("Every gate of the release passed.")
        : Optional.of(String.join(". ", cautions) + ".");
  }

  private static List<Evaluation> test(CardData data) {
    return data.report().performance().overall(Performance.TEST);
  }
}
