package org.medley.jobs.card;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.Task;
import org.medley.features.cohort.TaskReview;
import org.medley.features.cohort.Window;
import org.medley.jobs.report.content.Cohort;
import org.medley.jobs.text.Numbers;

/** Who is in the cohort, when, and with which outcome. */
final class CohortFacts {
  private CohortFacts() {}

  static Map<String, Fact> all() {
    return Map.ofEntries(
        Map.entry("title", CohortFacts::title),
        Map.entry("objective", CohortFacts::objective),
        Map.entry("eligibility", CohortFacts::eligibility),
        Map.entry("outcome", CohortFacts::outcome),
        Map.entry("flow", CohortFacts::flow),
        Map.entry("splits", CohortFacts::splits),
        Map.entry("periods", CohortFacts::periods),
        Map.entry("partition", CohortFacts::partition),
        Map.entry("people", CohortFacts::people),
        Map.entry("characteristics", CohortFacts::characteristics),
        Map.entry("comparison", CohortFacts::comparison));
  }

  private static Optional<String> title(CardData data) {
    return Optional.of(data.task().description())
        .filter(text -> !text.isEmpty())
        .map(text -> "Development and internal evaluation of a prediction model: " + text);
  }

  private static Optional<String> objective(CardData data) {
    return Optional.of(
        "To develop, and to evaluate on people kept apart, a model of: "
            + data.task().description()
            + ". "
            + (ExternalFacts.comparison(data).isPresent()
                ? "It was also validated on other data."
                : "There is no external validation in this run."));
  }

  private static Optional<String> eligibility(CardData data) {
    return joined(data.report().cohort().attrition(), "; ", Cohort.Step::rule);
  }

  private static Optional<String> outcome(CardData data) {
    Task task = data.task().cohort();
    TaskReview review = TaskReview.of(task);
    return task.labelWindow()
        .map(
            window ->
                "%s: %s. Window %s. The prediction time is %s.%s Read from the records, by code and"
                        .formatted(
                            window.label(),
                            outcome(task, window),
                            windowWords(review, window),
                            review.index(),
                            competing(task))
                    + " time alone, without judgement of a person.");
  }

  private static String windowWords(TaskReview review, Window window) {
    return review.windows().stream()
        .filter(words -> words.startsWith(window.name() + ":"))
        .findFirst()
        .orElse(window.name());
  }

  /** Predicates that every task has, such as any event, are named alone. */
  private static String outcome(Task task, Window window) {
    Predicate predicate = task.predicates().get(window.label());
    return predicate == null ? "built in" : PredicateWords.of(predicate);
  }

  private static String competing(Task task) {
    List<String> competing = task.observation().competing();
    return competing.isEmpty()
        ? ""
        : " Who has " + String.join(" or ", competing) + " before the outcome does not have it.";
  }

  private static Optional<String> flow(CardData data) {
    return joined(
        data.report().cohort().attrition(),
        "; ",
        step ->
            "%s: %s, %s"
                .formatted(
                    step.rule(),
                    Numbers.count(step.people(), "person", "people"),
                    Numbers.count(step.members(), "member", "members")));
  }

  private static Optional<String> splits(CardData data) {
    return joined(
        data.report().cohort().splits(),
        "; ",
        split ->
            "%s: %s, %s%s"
                .formatted(
                    split.name(),
                    Numbers.count(split.people(), "person", "people"),
                    Numbers.count(split.members(), "member", "members"),
                    split.events().isPresent()
                        ? ", " + Numbers.count(split.events().getAsLong(), "outcome", "outcomes")
                        : ""));
  }

  private static Optional<String> periods(CardData data) {
    return joined(
        data.periods(),
        "; ",
        period ->
            "%s: index times from %s to %s, followed to %s"
                .formatted(
                    period.split(),
                    period.first(),
                    period.last(),
                    period.end() == null ? "an open end" : period.end().toString()));
  }

  private static Optional<String> partition(CardData data) {
    return Optional.ofNullable(data.task().cohort().split())
        .map(rule -> Partition.words(rule, data.task().cohort().zone()));
  }

  private static Optional<String> people(CardData data) {
    Map<String, List<String>> byGrouping = new LinkedHashMap<>();
    for (CardData.People each : data.people()) {
      byGrouping
          .computeIfAbsent(each.split() + ", " + each.grouping(), key -> new ArrayList<>())
          .add(
              each.group()
                  + " "
                  + each.people()
                  + (each.share().isEmpty() ? "" : " (" + each.share() + ")"));
    }
    return joined(
        List.copyOf(byGrouping.entrySet()),
        ". ",
        grouping ->
            "People of " + grouping.getKey() + ": " + String.join(", ", grouping.getValue()));
  }

  private static Optional<String> characteristics(CardData data) {
    List<Cohort.Difference> differences = data.report().cohort().differences();
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Table 1 stands in feature.baseline of the release and in the report. Members with and"
                + " without the outcome differ most in "
                + differences.stream()
                    .limit(5)
                    .map(
                        each ->
                            each.words()
                                + " (standardised difference "
                                + Numbers.decimal(each.smd(), 2)
                                + ")")
                    .collect(Collectors.joining(", "))
                + ".");
  }

  private static Optional<String> comparison(CardData data) {
    List<String> shares =
        data.report().cohort().splits().stream()
            .filter(split -> split.name().equals("train") || split.name().equals("test"))
            .filter(split -> split.events().isPresent() && split.members() > 0)
            .map(
                split ->
                    "%s %s"
                        .formatted(
                            split.name(),
                            Numbers.percent(
                                (double) split.events().getAsLong() / split.members(), 1)))
            .toList();
    Optional<String> elsewhere =
        ExternalFacts.comparison(data).map(text -> " Against external data: " + text);
    return shares.isEmpty()
        ? elsewhere.map(String::strip)
        : Optional.of(
            "Same sources, eligibility, outcome and covariates; evaluation is later in time, and on"
                + " other people. Share with the outcome: "
                + String.join(", ", shares)
                + "."
                + elsewhere.orElse(""));
  }

  /** The texts of all rows; empty where there are none. */
  static <T> Optional<String> joined(List<T> rows, String between, Function<T, String> text) {
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(rows.stream().map(text).collect(Collectors.joining(between)));
  }
}
