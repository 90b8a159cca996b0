package org.medley.jobs.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.EffectChecks;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.jobs.settings.decision.DecisionSettings;

/**
 * What was found about a decision as a whole: which outcomes are blinded and why, and what the rest
 * rests on. Has the size of outcomes and options.
 */
public final class Findings {
  private final DecisionSettings decision;
  private final Map<String, List<String>> failed = new LinkedHashMap<>();
  private final Map<String, Double> strength = new LinkedHashMap<>();
  private final Map<String, Long> people = new LinkedHashMap<>();
  private final Map<String, Boolean> supported = new LinkedHashMap<>();

  private Findings(DecisionSettings decision) {
    this.decision = decision;
  }

  /**
   * Of {@code decision}; two actions.
   *
   * @param estimates under {@code model.effects}
   * @param checks under {@code model.effect_checks}
   */
  public static Findings of(
      DecisionSettings decision, Dataset<Row> estimates, Dataset<Row> checks) {
    Findings findings = new Findings(decision);
    for (Row row : checks.collectAsList()) {
      String outcome = row.getAs(EffectChecks.OUTCOME);
      if (row.<Boolean>getAs(EffectChecks.VETOES)) {
        findings.failed.computeIfAbsent(outcome, key -> new ArrayList<>()).add(CheckWords.of(row));
      }
      if (row.getAs(EffectChecks.CHECK).equals("e_value")
          && row.getAs(EffectChecks.VALUE) != null) {
        findings.strength.put(outcome, row.getAs(EffectChecks.VALUE));
      }
    }
    List<Row> kept =
        estimates
            .where(
                estimates
                    .col(EffectEstimates.QUANTITY)
                    .isin(EffectEstimates.OBSERVED, EffectEstimates.SUPPORTED))
            .collectAsList();
    for (Row row : kept) {
      String key = key(row.getAs(EffectEstimates.OUTCOME), row.getAs(EffectEstimates.OPTION));
      if (row.getAs(EffectEstimates.QUANTITY).equals(EffectEstimates.OBSERVED)) {
        findings.people.put(key, row.getAs(EffectEstimates.N));
      } else {
        findings.supported.put(key, row.<Double>getAs(EffectEstimates.VALUE) > 0);
      }
    }
    return findings;
  }

  private static String key(String outcome, String option) {
    return outcome + "/" + option;
  }

  /** Why nothing of {@code outcome} may be shown; empty: it may. */
  public Optional<String> blinded(String outcome) {
    List<String> reasons = failed.getOrDefault(outcome, List.of());
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of("the design did not hold: " + String.join("; ", reasons));
  }

  /** Why some outcome is blinded, with its name; empty: none is. */
  public Optional<String> anyBlinded() {
    List<String> all =
        decision.outcomes().stream()
            .flatMap(
                outcome -> blinded(outcome.name()).stream().map(why -> outcome.name() + ": " + why))
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join(". ", all));
  }

  /** What is known of {@code option} with regard to {@code outcome}, in words. */
  public String evidence(String outcome, String option) {
    String design = decision.randomised() ? "randomised" : "observational, new users";
    String counts =
        decision.arms().stream()
            .filter(arm -> people.containsKey(key(outcome, arm)))
            .map(arm -> people.get(key(outcome, arm)) + " " + arm)
            .collect(Collectors.joining(", "));
    String whose =
        option.equals(decision.reference())
            ? "the reference"
            : supported.getOrDefault(key(outcome, option), false)
                ? "individual effect, as effects were shown to differ"
                : "average effect for all, as effects were not shown to differ";
    String value =
        strength.containsKey(outcome) && !decision.randomised()
            ? String.format(Locale.ROOT, "; E-value %.1f", strength.get(outcome))
            : "";
    return design + (counts.isEmpty() ? "" : " (" + counts + ")") + "; " + whose + value;
  }
}
