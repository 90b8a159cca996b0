package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.jobs.decision.Findings;
import org.medley.jobs.report.decision.Fairness;
import org.medley.jobs.report.decision.Interval;

/** Gathers what the policy does to groups of people; nothing of blinded outcomes. */
final class FairnessSource {
  private final DecisionQueries own;
  private final Findings findings;

  FairnessSource(DecisionQueries own, Findings findings) {
    this.own = own;
    this.findings = findings;
  }

  Fairness read() {
    return new Fairness(groups(), comparisons(), own.decision().sensitive());
  }

  private List<Fairness.Group> groups() {
    Map<List<String>, List<Row>> byGroup =
        grouped(
            """
            SELECT outcome, `group`, quantity, option, value, low, high, n FROM model.effects
            WHERE decision = :d AND quantity IN
              ('recommended_share', 'abstained_share', 'policy_benefit', 'changed_share')
            ORDER BY outcome, `group`
            """);
    List<Fairness.Group> groups = new ArrayList<>();
    byGroup.forEach((key, rows) -> groups.add(group(key, rows)));
    return groups;
  }

  private Fairness.Group group(List<String> key, List<Row> rows) {
    return new Fairness.Group(
        own.words(key.get(0)),
        words(key.get(1)),
        rows.get(0).isNullAt(7) ? OptionalLong.empty() : own.people(rows.get(0), 7),
        own.decision().arms().stream()
            .map(
                option ->
                    new Fairness.Share(
                        own.option(option), found(rows, EffectEstimates.RECOMMENDED, option)))
            .toList(),
        found(rows, EffectEstimates.ABSTAINED, ""),
        found(rows, EffectEstimates.BENEFIT, ""),
        found(rows, EffectEstimates.CHANGED, ""));
  }

  /** {@code age-band=40-64} as {@code age band 40-64}. */
  static String words(String group) {
    int equals = group.indexOf('=');
    return group.substring(0, equals).replace('-', ' ') + " " + group.substring(equals + 1);
  }

  private List<Fairness.Comparison> comparisons() {
    Map<List<String>, List<Row>> byOutcome =
        grouped(
            """
            SELECT outcome, `group`, option, '', value, low, high, n FROM model.effects
            WHERE decision = :d AND quantity = 'policy_without_sensitive'
            ORDER BY outcome, `group`
            """);
    List<Fairness.Comparison> comparisons = new ArrayList<>();
    byOutcome.forEach(
        (key, rows) ->
            comparisons.add(
                new Fairness.Comparison(
                    own.words(key.get(0)),
                    key.get(1),
                    found(rows, "with", ""),
                    found(rows, "without", ""),
                    found(rows, "difference", ""),
                    found(rows, "changed", ""))));
    return comparisons;
  }

  /** Rows by outcome and group, those of blinded outcomes left out. */
  private Map<List<String>, List<Row>> grouped(String sql) {
    Map<List<String>, List<Row>> grouped = new LinkedHashMap<>();
    own.rows(sql, row -> row).stream()
        .filter(row -> findings.blinded(row.getString(0)).isEmpty())
        .forEach(
            row ->
                grouped
                    .computeIfAbsent(
                        List.of(row.getString(0), row.getString(1)), key -> new ArrayList<>())
                    .add(row));
    return grouped;
  }

  private static Interval found(List<Row> rows, String what, String option) {
    return rows.stream()
        .filter(row -> row.getString(2).equals(what) && row.getString(3).equals(option))
        .findFirst()
        .map(
            row ->
                new Interval(
                    DecisionQueries.number(row, 4),
                    DecisionQueries.number(row, 5),
                    DecisionQueries.number(row, 6)))
        .orElse(Interval.NONE);
  }
}
