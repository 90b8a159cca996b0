package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.EffectChecks;
import org.medley.jobs.decision.CheckWords;
import org.medley.jobs.decision.Findings;
import org.medley.jobs.decision.Ranks;
import org.medley.jobs.release.PinnedQueries;
import org.medley.jobs.report.decision.DecisionContent;
import org.medley.jobs.report.decision.Interval;
import org.medley.jobs.report.decision.SmallAttrition;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.settings.decision.OptionSettings;
import org.medley.jobs.settings.decision.OutcomeSettings;
import org.medley.models.leak.ConfidenceBounds;

/**
 * Gathers what the page on one decision says. Every query aggregates; counts of people below the
 * site's minimum are withheld here, and numbers of blinded outcomes too.
 */
final class DecisionSource {
  private static final double TAIL = 0.025;

  private final PinnedQueries tables;
  private final DecisionSettings decision;
  private final int minimum;
  private final DecisionQueries own;
  private final Findings findings;

  DecisionSource(PinnedQueries tables, DecisionSettings decision, int minimumCell) {
    this.tables = tables;
    this.decision = decision;
    this.minimum = minimumCell;
    this.own = new DecisionQueries(tables::rows, decision, minimumCell);
    this.findings =
        Findings.of(
            decision,
            own.dataset("SELECT * FROM model.effects WHERE decision = :d"),
            own.dataset("SELECT * FROM model.effect_checks WHERE decision = :d"));
  }

  DecisionContent read(String release, String asOf) {
    AlikeSource alike = new AlikeSource(own);
    return new DecisionContent(
        decision.name(),
        decision.description(),
        release,
        asOf,
        design(),
        decision.exploratory(),
        decision.access().words(),
        attrition(),
        checks(),
        effects(),
        alike.overlap(),
        alike.balance(),
        differing(),
        policies(),
        new FairnessSource(own, findings).read(),
        plan(),
        decision.access().personRows(),
        safety());
  }

  private String design() {
    String options =
        decision.options().stream().map(OptionSettings::words).collect(Collectors.joining(", "));
    return "%s study of new users, emulating a trial; options: %s; reference: %s; %s; ranked by %s."
        .formatted(
            decision.randomised() ? "Randomised" : "Observational",
            options,
            decision.option(decision.reference()).words(),
            decision.effects().estimand().words(),
            Ranks.words(decision));
  }

  private List<DecisionContent.Attrition> attrition() {
    List<DecisionContent.Attrition> all =
        own.rows(
            "SELECT step, rule, arm, samples FROM cohort.arm_attrition WHERE task = :d"
                + " ORDER BY step, arm",
            row ->
                new DecisionContent.Attrition(
                    row.getInt(0),
                    row.getString(1),
                    row.getString(2),
                    OptionalLong.of(row.getLong(3))));
    return SmallAttrition.shown(all, minimum);
  }

  private List<DecisionContent.Check> checks() {
    return own.rows(
        "SELECT * FROM model.effect_checks WHERE decision = :d ORDER BY outcome, vetoes DESC,"
            + " check",
        row -> {
          String check = row.getAs(EffectChecks.CHECK);
          String accepted = row.getAs(EffectChecks.ACCEPTED);
          String detail = row.getAs(EffectChecks.DETAIL);
          return new DecisionContent.Check(
              own.words(row.getAs(EffectChecks.OUTCOME)),
              check,
              row.getAs(EffectChecks.STATE),
              row.getAs(EffectChecks.VETOES),
              CheckWords.meaning(check),
              accepted == null ? detail : detail + "; accepted: " + accepted);
        });
  }

  private List<DecisionContent.Effect> effects() {
    List<DecisionContent.Effect> effects = new ArrayList<>();
    for (OutcomeSettings outcome : decision.outcomes()) {
      Optional<String> blinded = findings.blinded(outcome.name());
      effects.addAll(
          own.rows(
              """
              SELECT option,
                max(CASE WHEN quantity = 'observed' THEN n END),
                max(CASE WHEN quantity = 'mean' THEN value END),
                max(CASE WHEN quantity = 'difference' THEN value END),
                max(CASE WHEN quantity = 'difference' THEN low END),
                max(CASE WHEN quantity = 'difference' THEN high END),
                max(CASE WHEN quantity = 'restricted_mean_days' THEN value END),
                max(CASE WHEN quantity = 'restricted_mean_days_difference' THEN value END),
                max(CASE WHEN quantity = 'restricted_mean_days_difference' THEN low END),
                max(CASE WHEN quantity = 'restricted_mean_days_difference' THEN high END)
              FROM model.effects
              WHERE decision = :d AND outcome = '%s'
                AND quantity IN ('observed', 'mean', 'difference', 'restricted_mean_days',
                  'restricted_mean_days_difference')
              GROUP BY option ORDER BY option
              """
                  .formatted(outcome.name()),
              row ->
                  new DecisionContent.Effect(
                      own.words(outcome.name()),
                      own.option(row.getString(0)),
                      own.people(row, 1),
                      shown(row, 2, blinded),
                      shown(row, 3, blinded),
                      shown(row, 4, blinded),
                      shown(row, 5, blinded),
                      shown(row, 6, blinded),
                      new Interval(
                          shown(row, 7, blinded), shown(row, 8, blinded), shown(row, 9, blinded)),
                      blinded)));
      if (blinded.isPresent() && effects.stream().noneMatch(e -> e.blinded().equals(blinded))) {
        OptionalDouble none = OptionalDouble.empty();
        effects.add(
            new DecisionContent.Effect(
                own.words(outcome.name()),
                "any",
                OptionalLong.empty(),
                none,
                none,
                none,
                none,
                none,
                Interval.NONE,
                blinded));
      }
    }
    return effects;
  }

  private static OptionalDouble shown(Row row, int at, Optional<String> blinded) {
    return blinded.isPresent() ? OptionalDouble.empty() : DecisionQueries.number(row, at);
  }

  private List<DecisionContent.Differing> differing() {
    return own.rows(
        """
        SELECT outcome, option,
          max(CASE WHEN quantity = 'heterogeneity_supported' THEN value END),
          max(CASE WHEN quantity = 'blp_coefficient' THEN value END),
          max(CASE WHEN quantity = 'r_score' THEN value END)
        FROM model.effects
        WHERE decision = :d AND quantity IN
          ('heterogeneity_supported', 'blp_coefficient', 'r_score')
        GROUP BY outcome, option ORDER BY outcome, option
        """,
        row ->
            new DecisionContent.Differing(
                own.words(row.getString(0)),
                own.option(row.getString(1)),
                DecisionQueries.number(row, 2).orElse(0) > 0,
                DecisionQueries.number(row, 3),
                DecisionQueries.number(row, 4)));
  }

  private List<DecisionContent.Policy> policies() {
    return own
        .rows(
            """
            SELECT outcome, `group`, value, low, high FROM model.effects
            WHERE decision = :d AND quantity = 'policy_value' ORDER BY outcome, `group`
            """,
            row -> row)
        .stream()
        .filter(row -> findings.blinded(row.getString(0)).isEmpty())
        .map(
            row ->
                new DecisionContent.Policy(
                    own.words(row.getString(0)),
                    row.getString(1),
                    DecisionQueries.number(row, 2),
                    DecisionQueries.number(row, 3),
                    DecisionQueries.number(row, 4)))
        .toList();
  }

  /** Subgroups first, everyone last. */
  private List<DecisionContent.Plan> plan() {
    own.dataset("SELECT * FROM published.treatment_options WHERE decision = :d")
        .createOrReplaceTempView("planned_options");
    Subgroups.add(
            tables.rows("SELECT * FROM planned_options"),
            tables.table("clinical.subjects"),
            decision.subgroups())
        .createOrReplaceTempView("planned_groups");
    List<DecisionContent.Plan> plan = new ArrayList<>();
    List<String> groupings = new ArrayList<>(List.of("everyone"));
    groupings.addAll(decision.subgroups());
    for (String grouping : groupings) {
      String name =
          grouping.equals("everyone")
              ? "'everyone'"
              : "concat('%s ', `%s`)".formatted(grouping.replace('-', ' '), grouping);
      plan.addAll(
          own.rows(
              """
              SELECT %s AS who, option, count(*), count_if(recommended),
                count_if(left_to_clinician_reason IS NOT NULL), count_if(vetoes > 0)
              FROM planned_groups GROUP BY who, option ORDER BY who, option
              """
                  .formatted(name),
              row ->
                  new DecisionContent.Plan(
                      row.getString(0),
                      own.option(row.getString(1)),
                      own.people(row, 2),
                      own.people(row, 3),
                      share(row, 3),
                      own.people(row, 4),
                      share(row, 4),
                      own.people(row, 5))));
    }
    return plan;
  }

  /** The share of the people of the row that the count is, unless it or the rest is of few. */
  private Interval share(Row row, int at) {
    long some = row.getLong(at);
    long all = row.getLong(2);
    if (few(some) || few(all - some) || all == 0) {
      return Interval.NONE;
    }
    double size = (double) all;
    double share = some / size;
    return Interval.of(
        share,
        ConfidenceBounds.share(share, size, TAIL),
        1 - ConfidenceBounds.share(1 - share, size, TAIL));
  }

  private boolean few(long people) {
    return people > 0 && people < minimum;
  }

  private List<DecisionContent.Safety> safety() {
    return own.rows(
        """
        SELECT option, rule_id, severity, state, max(message), count(DISTINCT subject_id) AS people
        FROM published.rule_hits WHERE decision = :d
        GROUP BY option, rule_id, severity, state
        ORDER BY state, severity DESC, people DESC, rule_id, option
        """,
        row ->
            new DecisionContent.Safety(
                own.option(row.getString(0)),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                own.people(row, 5)));
  }
}
