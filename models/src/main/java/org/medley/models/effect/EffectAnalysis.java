package org.medley.models.effect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.average.AverageEffects;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.check.Balance;
import org.medley.models.effect.check.Check;
import org.medley.models.effect.check.DesignChecks;
import org.medley.models.effect.check.DesignInput;
import org.medley.models.effect.check.OverlapPlot;
import org.medley.models.effect.control.LogRatio;
import org.medley.models.effect.heterogeneity.Heterogeneity;
import org.medley.models.effect.sensitivity.MarginalSensitivity;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Scale;
import org.medley.models.effect.unit.Units;
import org.medley.models.statistics.Estimate;

/**
 * Effects of a treatment: propensities, outcome models and individual effects are fitted across
 * folds, and everything else is said of rows by models that did not see their fold. Holds cached
 * rows until closed.
 */
public final class EffectAnalysis implements AutoCloseable {
  private final Dataset<Row> data;
  private final EffectSettings settings;
  private final Units units;
  private final Study study;
  private final Findings findings;

  private EffectAnalysis(Dataset<Row> data, EffectSettings settings, Units units, Study study) {
    this.data = data;
    this.settings = settings;
    this.units = units;
    this.study = study;
    this.findings = new Findings(settings, units, study);
  }

  /**
   * Fits all models to {@code data}, under the columns of {@link
   * org.medley.models.effect.unit.UnitColumns}. Rows without arm or outcome are only predicted.
   * Triggers actions, whose results have the size of columns, arms and folds.
   *
   * @throws IllegalArgumentException if an arm has no row with a known outcome
   */
  public static EffectAnalysis fit(Dataset<Row> data, EffectSettings settings) {
    return fit(data, settings, Study::fit);
  }

  /** As {@link #fit}, without individual effects: only {@link #averages()} may be asked. */
  public static EffectAnalysis averages(Dataset<Row> data, EffectSettings settings) {
    return fit(data, settings, Study::averages);
  }

  private static EffectAnalysis fit(
      Dataset<Row> data,
      EffectSettings settings,
      BiFunction<Units, EffectSettings, Study> fitting) {
    Units units = Units.of(data, settings.arms().size(), settings.folds(), settings.seed());
    try {
      return new EffectAnalysis(data, settings, units, fitting.apply(units, settings));
    } catch (RuntimeException e) {
      units.close();
      throw e;
    }
  }

  /**
   * Averages, checks and heterogeneity. Triggers actions; of a large study a sample of about
   * 100,000 rows comes to the driver, without covariates, for statistics of ranks.
   *
   * @param leftOut share of the rows of the source that are without arm or outcome
   */
  public EffectResult result(double leftOut) {
    List<Contrast> contrasts = study.contrasts();
    List<AverageEffect> effects = findings.effects();
    List<Estimate> means = findings.averages().means(units.arms());
    List<Balance> balance =
        Balance.of(study.used(), contrasts, settings.estimand(), keptNames(units.scale()));
    ArmTotals totals =
        units.used().aggregate(new ArmTotals(units.arms()), ArmTotals::add, ArmTotals::merge);
    ScoredSample sample = findings.sample();
    List<MarginalSensitivity> sensitivity =
        MarginalSensitivity.of(
            sample, contrasts, settings.estimand(), settings.replicates(), settings.seed());
    DesignInput input =
        new DesignInput(
            settings.arms(),
            settings.estimand(),
            balance,
            sample,
            effects,
            means,
            totals.deviation(),
            settings.outcome() == EffectSettings.OutcomeKind.BINARY,
            settings.bound(),
            sensitivity,
            settings.replicates(),
            settings.seed(),
            leftOut);
    List<Check> checks = new ArrayList<>(DesignChecks.of(input));
    checks.add(new Placebo(units, settings).check());
    return new EffectResult(
        units.rows(),
        units.subjects(),
        summaries(totals, means),
        effects,
        balance,
        OverlapPlot.of(sample, contrasts, settings.bound()),
        sensitivity,
        checks,
        findings.heterogeneity(),
        study.choices(),
        Heterogeneity.policies(sample, contrasts, settings.arms(), settings.higherIsBetter()),
        Fairness.of(data, study, settings),
        abstained(contrasts),
        notes(sample));
  }

  /** Only the average effects. Triggers two actions. */
  public List<AverageEffect> averages() {
    return findings.effects();
  }

  /** Mean outcome by arm, had everybody of the estimand's population been in it. Two actions. */
  public List<Estimate> means() {
    return findings.averages().means(units.arms());
  }

  /** The average effects as logarithms of ratios, one for each contrast. Triggers actions. */
  public List<LogRatio> logRatios() {
    AverageEffects averages = findings.averages();
    if (settings.outcome() == EffectSettings.OutcomeKind.BINARY) {
      return averages.logRatios(study.contrasts(), averages.means(units.arms())).stream()
          .map(ratio -> new LogRatio(ratio.value(), ratio.error()))
          .toList();
    }
    double scale =
        LogRatio.PER_DEVIATION
            / units
                .used()
                .aggregate(new ArmTotals(units.arms()), ArmTotals::add, ArmTotals::merge)
                .deviation();
    return findings.effects().stream()
        .map(each -> new LogRatio(scale * each.effect().value(), scale * each.error()))
        .toList();
  }

  /**
   * One row per row of the data and contrast, under the columns of {@link IndividualColumns}, lazy;
   * to be used before this is closed. Triggers the actions behind the intervals unless {@link
   * #result} did.
   */
  public Dataset<Row> individuals(SparkSession spark) {
    return IndividualColumns.of(
        spark, study.all(), study.contrasts(), findings.intervals(), settings);
  }

  /** The rows used to fit, by the models without their fold. */
  JavaRDD<Scored> used() {
    return study.used();
  }

  private List<String> keptNames(Scale scale) {
    return Arrays.stream(scale.column()).mapToObj(settings.covariates()::get).toList();
  }

  private List<ArmSummary> summaries(ArmTotals totals, List<Estimate> means) {
    return IntStream.range(0, units.arms())
        .mapToObj(
            arm ->
                new ArmSummary(
                    settings.arms().get(arm), totals.rows(arm), totals.mean(arm), means.get(arm)))
        .toList();
  }

  private List<Long> abstained(List<Contrast> contrasts) {
    double bound = settings.bound();
    return contrasts.stream()
        .map(contrast -> study.all().filter(row -> row.unlikely(contrast, bound)).count())
        .toList();
  }

  private List<String> notes(ScoredSample sample) {
    List<String> notes = new ArrayList<>();
    int constant = settings.covariates().size() - units.scale().width();
    if (constant > 0) {
      notes.add("%d covariates do not vary and are left out".formatted(constant));
    }
    if (sample.partial()) {
      notes.add(
          "overlap, equipoise, separation and all of heterogeneity are of a sample of %d of %d"
                  .formatted(sample.rows().size(), sample.of())
              + " rows, drawn by subject");
    }
    return notes;
  }

  @Override
  public void close() {
    study.close();
    units.close();
  }
}
