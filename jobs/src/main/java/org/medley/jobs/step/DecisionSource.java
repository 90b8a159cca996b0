package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.EffectChecks;
import org.medley.jobs.decision.CheckWords;
import org.medley.jobs.decision.Findings;
import org.medley.jobs.decision.Ranks;
import org.medley.jobs.release.PinnedQueries;
import org.medley.jobs.report.decision.DecisionContent;
import org.medley.jobs.report.decision.SmallAttrition;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.settings.decision.OptionSettings;
import org.medley.jobs.settings.decision.OutcomeSettings;

/**
 * Gathers what the page on one decision says. Every query aggregates; counts of people below the
 * site's minimum are withheld here, and numbers of blinded outcomes too.
 */
final class DecisionSource {
  private static final int COVARIATES = 15;

  private final PinnedQueries tables;
  private final DecisionSettings decision;
  private final int minimum;
  private final Findings findings;

  DecisionSource(PinnedQueries tables, DecisionSettings decision, int minimumCell) {
    this.tables = tables;
    this.decision = decision;
    this.minimum = minimumCell;
    this.findings =
        Findings.of(
            decision,
            tables.rows(own("SELECT * FROM model.effects WHERE decision = :d")),
            tables.rows(own("SELECT * FROM model.effect_checks WHERE decision = :d")));
  }

  DecisionContent read(String release, String asOf) {
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
        balance(),
        differing(),
        policies(),
        plan(),
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
        rows(
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
    return rows(
        "SELECT * FROM model.effect_checks WHERE decision = :d ORDER BY outcome, vetoes DESC,"
            + " check",
        row -> {
          String check = row.getAs(EffectChecks.CHECK);
          String accepted = row.getAs(EffectChecks.ACCEPTED);
          String detail = row.getAs(EffectChecks.DETAIL);
          return new DecisionContent.Check(
              words(row.getAs(EffectChecks.OUTCOME)),
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
          rows(
              """
              SELECT option,
                max(CASE WHEN quantity = 'observed' THEN n END),
                max(CASE WHEN quantity = 'mean' THEN value END),
                max(CASE WHEN quantity = 'difference' THEN value END),
                max(CASE WHEN quantity = 'difference' THEN low END),
                max(CASE WHEN quantity = 'difference' THEN high END)
              FROM model.effects
              WHERE decision = :d AND outcome = '%s'
                AND quantity IN ('observed', 'mean', 'difference')
              GROUP BY option ORDER BY option
              """
                  .formatted(outcome.name()),
              row ->
                  new DecisionContent.Effect(
                      words(outcome.name()),
                      decision.option(row.getString(0)).words(),
                      people(row, 1),
                      shown(row, 2, blinded),
                      shown(row, 3, blinded),
                      shown(row, 4, blinded),
                      shown(row, 5, blinded),
                      blinded)));
      if (blinded.isPresent() && effects.stream().noneMatch(e -> e.blinded().equals(blinded))) {
        OptionalDouble none = OptionalDouble.empty();
        effects.add(
            new DecisionContent.Effect(
                words(outcome.name()),
                "any",
                OptionalLong.empty(),
                none,
                none,
                none,
                none,
                blinded));
      }
    }
    return effects;
  }

  private static OptionalDouble shown(Row row, int at, Optional<String> blinded) {
    return blinded.isPresent() ? OptionalDouble.empty() : number(row, at);
  }

  private List<DecisionContent.Balance> balance() {
    return rows(
        """
        SELECT covariate, before, after FROM
          (SELECT `group` AS covariate,
             max(CASE WHEN quantity = 'smd_before' THEN value END) AS before,
             max(CASE WHEN quantity = 'smd_after' THEN value END) AS after
           FROM model.effects
           WHERE decision = :d AND outcome = '%s' AND quantity IN ('smd_before', 'smd_after')
           GROUP BY option, `group`)
        WHERE before IS NOT NULL AND after IS NOT NULL
        ORDER BY abs(before) DESC, covariate LIMIT %d
        """
            .formatted(decision.outcomes().get(0).name(), COVARIATES),
        row -> new DecisionContent.Balance(row.getString(0), row.getDouble(1), row.getDouble(2)));
  }

  private List<DecisionContent.Differing> differing() {
    return rows(
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
                words(row.getString(0)),
                decision.option(row.getString(1)).words(),
                number(row, 2).orElse(0) > 0,
                number(row, 3),
                number(row, 4)));
  }

  private List<DecisionContent.Policy> policies() {
    return rows(
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
                    words(row.getString(0)),
                    row.getString(1),
                    number(row, 2),
                    number(row, 3),
                    number(row, 4)))
        .toList();
  }

  /** Subgroups first, everyone last. */
  private List<DecisionContent.Plan> plan() {
    tables
        .rows(own("SELECT * FROM published.treatment_options WHERE decision = :d"))
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
          rows(
              """
              SELECT %s AS who, option, count(*), count_if(recommended),
                count_if(left_to_clinician_reason IS NOT NULL), count_if(vetoes > 0)
              FROM planned_groups GROUP BY who, option ORDER BY who, option
              """
                  .formatted(name),
              row ->
                  new DecisionContent.Plan(
                      row.getString(0),
                      decision.option(row.getString(1)).words(),
                      people(row, 2),
                      people(row, 3),
                      people(row, 4),
                      people(row, 5))));
    }
    return plan;
  }

  private List<DecisionContent.Safety> safety() {
    return rows(
        """
        SELECT option, rule_id, severity, state, max(message), count(DISTINCT subject_id) AS people
        FROM published.rule_hits WHERE decision = :d
        GROUP BY option, rule_id, severity, state
        ORDER BY state, severity DESC, people DESC, rule_id, option
        """,
        row ->
            new DecisionContent.Safety(
                decision.option(row.getString(0)).words(),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                people(row, 5)));
  }

  private String words(String outcome) {
    return decision.outcomes().stream()
        .filter(each -> each.name().equals(outcome))
        .map(each -> each.words() + " within " + each.days() + " days (" + each.kind().word() + ")")
        .findFirst()
        .orElse(outcome);
  }

  private OptionalLong people(Row row, int at) {
    long people = row.isNullAt(at) ? 0 : row.getLong(at);
    return people > 0 && people < minimum ? OptionalLong.empty() : OptionalLong.of(people);
  }

  private static OptionalDouble number(Row row, int at) {
    return row.isNullAt(at) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(at));
  }

  /** Names of decisions hold letters, digits, - and _ alone, so the text needs no escaping. */
  private String own(String sql) {
    return sql.replace(":d", "'" + decision.name() + "'");
  }

  private <T> List<T> rows(String sql, Function<Row, T> read) {
    return tables.rows(own(sql)).collectAsList().stream().map(read).toList();
  }
}
