package org.medley.jobs.card;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medley.jobs.external.ExternalRows;
import org.medley.jobs.report.content.Metrics;
import org.medley.jobs.report.content.Performance;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.text.Numbers;
import org.medley.models.evaluate.Evaluator;

/** What external validations of the model found; each data set is a sentence. */
final class ExternalFacts {
  private ExternalFacts() {}

  static Map<String, Fact> all() {
    return Map.of(
        "external-data", data -> about(data, "data"),
        "external-tester", data -> about(data, "tester"),
        "external-people", data -> perDataSet(data, ExternalFacts::people),
        "external-process", data -> about(data, "process"),
        "external-validity", data -> perDataSet(data, ExternalFacts::validity),
        "external-fairness", data -> perDataSet(data, ExternalFacts::fairness));
  }

  /** How the external data differ from those of the development; empty: there are none. */
  static Optional<String> comparison(CardData data) {
    return about(data, "comparison");
  }

  /** Which updates the external data asked for; empty: there are none. */
  static Optional<String> updates(CardData data) {
    return about(data, "update");
  }

  private static Optional<String> about(CardData data, String what) {
    String metric = ExternalRows.ABOUT + what;
    return perDataSet(
        data,
        rows ->
            rows.stream()
                .filter(row -> row.metric().equals(metric))
                .map(Evaluation::method)
                .collect(Collectors.joining()));
  }

  private static String people(List<Evaluation> rows) {
    String groups =
        rows.stream()
            .filter(row -> !row.subgroup().equals(Performance.ALL))
            .filter(row -> row.metric().equals(Performance.AUROC))
            .map(
                row ->
                    "%s: %s with %s"
                        .formatted(
                            row.subgroup().replace("=", " "),
                            Numbers.count(row.members(), "member", "members"),
                            Numbers.count(row.events(), "outcome", "outcomes")))
            .collect(Collectors.joining("; "));
    return rows.stream()
        .filter(row -> row.metric().equals(Performance.AUROC))
        .filter(row -> row.subgroup().equals(Performance.ALL))
        .findFirst()
        .map(
            row ->
                "%s with %s%s"
                    .formatted(
                        Numbers.count(row.members(), "member", "members"),
                        Numbers.count(row.events(), "outcome", "outcomes"),
                        groups.isEmpty()
                            ? "; no group is large enough to be shown"
                            : "; " + groups))
        .orElse("");
  }

  private static String validity(List<Evaluation> rows) {
    return rows.stream()
        .filter(row -> row.subgroup().equals(Performance.ALL))
        .filter(row -> row.value().isPresent() && !ExternalRows.isComparison(row.metric()))
        .map(row -> Metrics.name(row.metric()) + " " + Metrics.text(row))
        .collect(Collectors.joining("; "));
  }

  private static String fairness(List<Evaluation> rows) {
    String groups =
        rows.stream()
            .filter(row -> !row.subgroup().equals(Performance.ALL))
            .filter(row -> row.metric().equals(Performance.AUROC))
            .map(row -> row.subgroup().replace("=", " ") + ": " + Metrics.text(row))
            .collect(Collectors.joining("; "));
    return groups.isEmpty() ? "" : "AUROC by group: " + groups;
  }

  /** Rows of the model as it is, by data set. */
  private static Optional<String> perDataSet(
      CardData data, Function<List<Evaluation>, String> words) {
    Map<String, List<Evaluation>> sets = new LinkedHashMap<>();
    data.report().performance().evaluations().stream()
        .filter(row -> row.split().startsWith(Evaluator.EXTERNAL))
        .filter(row -> !row.split().contains(ExternalRows.UPDATED))
        .forEach(
            row ->
                sets.computeIfAbsent(
                        row.split().substring(Evaluator.EXTERNAL.length()),
                        name -> new java.util.ArrayList<>())
                    .add(row));
    String text =
        sets.entrySet().stream()
            .map(each -> Map.entry(each.getKey(), words.apply(each.getValue())))
            .filter(each -> !each.getValue().isEmpty())
            .map(each -> each.getKey() + ": " + each.getValue() + ".")
            .collect(Collectors.joining(" "));
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
