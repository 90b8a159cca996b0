package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.jobs.report.content.Balance;
import org.medley.jobs.report.content.Overlap;
import org.medley.jobs.settings.decision.OutcomeSettings;
import org.medley.models.effect.EffectSettings;
import org.medley.models.effect.check.OverlapPlot;

/**
 * Gathers how alike the people with different options are. They are nearly the same for every
 * outcome; those of the first outcome that could be estimated are told. What is said is of the
 * design, so it is told of a blinded outcome too.
 */
final class AlikeSource {
  private static final int COVARIATES = 20;

  private final DecisionQueries own;
  private final Optional<String> outcome;
  private final Map<String, Double> limits = new HashMap<>();

  AlikeSource(DecisionQueries own) {
    this.own = own;
    List<String> estimated =
        own.rows(
            "SELECT DISTINCT outcome FROM model.effects WHERE decision = :d"
                + " AND quantity = 'smd_before'",
            row -> row.getString(0));
    this.outcome =
        own.decision().outcomes().stream()
            .map(OutcomeSettings::name)
            .filter(estimated::contains)
            .findFirst();
    outcome.ifPresent(this::readLimits);
  }

  private void readLimits(String name) {
    own.rows(
            """
            SELECT check, limit FROM model.effect_checks
            WHERE decision = :d AND outcome = '%s' AND check IN ('balance', 'equipoise')
            """
                .formatted(name),
            row -> row)
        .forEach(row -> limits.put(row.getString(0), row.getDouble(1)));
  }

  /** One for each option but the reference; empty where nothing could be estimated. */
  List<Overlap> overlap() {
    return outcome.map(this::overlapOf).orElse(List.of());
  }

  private List<Overlap> overlapOf(String name) {
    List<Row> rows =
        own.rows(
            """
            SELECT option, quantity, `group`, value, n FROM model.effects
            WHERE decision = :d AND outcome = '%s' AND quantity IN
              ('preference_share', 'preference_share_reference', 'preference_bound',
               'equipoise_share')
            ORDER BY option, quantity, `group`
            """
                .formatted(name),
            row -> row);
    List<Overlap> all = new ArrayList<>();
    for (String option : own.decision().arms()) {
      List<Row> some = rows.stream().filter(row -> row.getString(0).equals(option)).toList();
      if (!some.isEmpty()) {
        all.add(overlap(option, some));
      }
    }
    return all;
  }

  private Overlap overlap(String option, List<Row> rows) {
    return new Overlap(
        own.option(option),
        own.option(own.decision().reference()),
        ranges(rows, EffectEstimates.OVERLAP),
        ranges(rows, EffectEstimates.OVERLAP_REFERENCE),
        value(rows, EffectEstimates.EQUIPOISE, ""),
        limits.get("equipoise"),
        new Overlap.Span(OverlapPlot.EQUIPOISE_LOW, OverlapPlot.EQUIPOISE_HIGH),
        new Overlap.Span(
            value(rows, EffectEstimates.OVERLAP_BOUND, EffectEstimates.LOWEST),
            value(rows, EffectEstimates.OVERLAP_BOUND, EffectEstimates.HIGHEST)),
        EffectSettings.BOUND);
  }

  private static List<Overlap.Range> ranges(List<Row> rows, String quantity) {
    return rows.stream()
        .filter(row -> row.getString(1).equals(quantity))
        .map(
            row -> {
              String[] ends = row.getString(2).split("-");
              return new Overlap.Range(
                  new Overlap.Span(Double.parseDouble(ends[0]), Double.parseDouble(ends[1])),
                  row.getDouble(3),
                  row.getLong(4));
            })
        .toList();
  }

  private static double value(List<Row> rows, String quantity, String group) {
    return rows.stream()
        .filter(row -> row.getString(1).equals(quantity) && row.getString(2).equals(group))
        .findFirst()
        .orElseThrow()
        .getDouble(3);
  }

  /** Of all covariates; empty where nothing could be estimated. */
  Optional<Balance> balance() {
    return outcome.map(this::balanceOf);
  }

  private Balance balanceOf(String name) {
    double limit = limits.get("balance");
    String differences =
        """
        SELECT option, `group` AS covariate,
          max(CASE WHEN quantity = 'smd_before' THEN value END) AS before,
          max(CASE WHEN quantity = 'smd_after' THEN value END) AS after
        FROM model.effects
        WHERE decision = :d AND outcome = '%s' AND quantity IN ('smd_before', 'smd_after')
        GROUP BY option, `group`
        """
            .formatted(name);
    boolean several = own.decision().arms().size() > 2;
    List<Balance.Covariate> largest =
        own.rows(
            """
            SELECT option, covariate, before, after FROM (%s)
            WHERE before IS NOT NULL AND after IS NOT NULL
            ORDER BY greatest(abs(before), abs(after)) DESC, covariate, option LIMIT %d
            """
                .formatted(differences, COVARIATES),
            row ->
                new Balance.Covariate(
                    row.getString(1) + (several ? ", " + own.option(row.getString(0)) : ""),
                    row.getDouble(2),
                    row.getDouble(3)));
    return own.rows(
            """
            SELECT count(*), count_if(b > %1$s), count_if(a > %1$s)
            FROM (SELECT max(abs(before)) AS b, max(abs(after)) AS a FROM (%2$s) GROUP BY covariate)
            """
                .formatted(limit, differences),
            row -> new Balance(largest, row.getLong(0), row.getLong(1), row.getLong(2), limit))
        .get(0);
  }
}
