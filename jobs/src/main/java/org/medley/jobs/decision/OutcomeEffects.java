package org.medley.jobs.decision;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Members;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.jobs.contract.IndividualEffects;
import org.medley.jobs.lake.Checkpoints;
import org.medley.jobs.settings.decision.CheckSettings;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.settings.decision.OutcomeSettings;
import org.medley.models.effect.EffectAnalysis;
import org.medley.models.effect.EffectResult;
import org.medley.models.effect.EffectSettings;
import org.medley.models.effect.EffectSettings.OutcomeKind;
import org.medley.models.effect.IndividualColumns;
import org.medley.models.effect.RestrictedTime;
import org.medley.models.effect.control.LogRatio;
import org.medley.models.effect.control.NegativeControls;
import org.medley.models.effect.policy.Audit;
import org.medley.models.effect.unit.UnitColumns;
import org.medley.models.statistics.Estimate;

/** Estimates the effects of a decision's options on its outcomes, one after the other. */
public final class OutcomeEffects {
  private static final int MOST_COEFFICIENTS = 1000;

  private final DecisionSettings decision;
  private final StudyRows study;
  private final Dataset<Row> followUps;
  private final int minimumCell;
  private final List<Row> estimates = new ArrayList<>();
  private final JudgedChecks checks;
  private final List<Dataset<Row>> individuals = new ArrayList<>();

  /**
   * Of {@code decision}.
   *
   * @param followUps under {@code cohort.follow_ups}
   * @param minimumCell numbers of people below this are withheld
   */
  public OutcomeEffects(
      DecisionSettings decision, StudyRows study, Dataset<Row> followUps, int minimumCell) {
    this.minimumCell = minimumCell;
    this.decision = decision;
    this.study = study;
    this.followUps = followUps;
    this.checks = new JudgedChecks(decision.name(), decision.checks());
  }

  /**
   * Fits every outcome, and the time without it. Triggers actions, whose results have the size of
   * covariates and arms.
   */
  public OutcomeEffects fit() {
    decision.outcomes().forEach(this::fit);
    return this;
  }

  /** Rows under {@code model.effects}. */
  public List<Row> estimates() {
    return estimates;
  }

  /** Rows under {@code model.effect_checks}. */
  public List<Row> checks() {
    return checks.rows();
  }

  /** Rows under {@code model.individual_effects}, kept; empty: nothing could be estimated. */
  public Optional<Dataset<Row>> individuals() {
    return individuals.stream().reduce(Dataset::unionByName);
  }

  private void fit(OutcomeSettings outcome) {
    OutcomeRows rows = OutcomeRows.of(study.rows(), followUps, outcome.name(), outcome.days());
    OutcomeRows.Counts counts = rows.counts(decision.arms());
    Optional<String> refused = counts.refused().or(this::tooWide);
    if (refused.isPresent()) {
      checks.refuse(outcome.name(), refused.get());
      return;
    }
    Estimates found = new Estimates(decision.name(), outcome.name(), decision.arms());
    for (int arm = 0; arm < decision.arms().size(); arm++) {
      found.add(
          EffectEstimates.LOST,
          decision.arms().get(arm),
          "",
          Estimate.of(counts.lost().get(arm), "members lost before the horizon"),
          counts.used().get(arm));
    }
    double leftOut = study.members() == 0 ? 0 : 1 - counts.total() / (double) study.members();
    try (EffectAnalysis analysis =
        EffectAnalysis.fit(rows.weighted(), settings(outcome, audit()))) {
      EffectResult result = analysis.result(leftOut);
      found.add(result);
      found.addAudit(result);
      OverlapEstimates overlap = new OverlapEstimates(found, minimumCell);
      result
          .overlap()
          .forEach(plot -> overlap.add(plot, decision.arms().get(plot.contrast().arm())));
      result.checks().forEach(check -> checks.add(outcome.name(), check));
      controls(outcome, analysis);
      individuals.add(individuals(outcome, analysis).transform(Checkpoints::of));
    }
    found.add(
        RestrictedTime.of(rows.rows(), rows.horizon(), settings(outcome, Audit.NONE)),
        counts.used());
    estimates.addAll(found.rows());
  }

  private Optional<String> tooWide() {
    int coefficients = study.covariates().size() * (decision.arms().size() - 1);
    return coefficients == 0
        ? Optional.of("nothing can be adjusted for: no covariate reaches features.min-prevalence")
        : coefficients <= MOST_COEFFICIENTS
            ? Optional.empty()
            : Optional.of(
                "there are %d covariates, and covariates times options but one are %d at most:"
                        .formatted(study.covariates().size(), MOST_COEFFICIENTS)
                    + " raise features.min-prevalence, or name fewer families or windows");
  }

  private void controls(OutcomeSettings outcome, EffectAnalysis analysis) {
    List<String> names = decision.checks().controls();
    if (names.isEmpty()) {
      return;
    }
    List<List<LogRatio>> byControl = new ArrayList<>();
    for (String name : names) {
      OutcomeRows rows =
          OutcomeRows.of(
              study.rows(),
              followUps,
              CheckSettings.CONTROL + name,
              decision.outcomes().get(0).days());
      if (rows.counts(decision.arms()).refused().isEmpty()) {
        try (EffectAnalysis own =
            EffectAnalysis.averages(rows.weighted(), settings(outcome, Audit.NONE))) {
          byControl.add(own.logRatios());
        }
      }
    }
    List<LogRatio> effects = analysis.logRatios();
    List<NegativeControls> controls = new ArrayList<>();
    for (int contrast = 0; contrast < effects.size(); contrast++) {
      int one = contrast;
      controls.add(
          NegativeControls.of(
              byControl.stream().map(ratios -> ratios.get(one)).toList(), effects.get(contrast)));
    }
    checks.add(outcome.name(), NegativeControls.check(controls));
  }

  private Audit audit() {
    List<String> sensitive =
        study.covariates().stream()
            .filter(name -> decision.sensitive().stream().anyMatch(name::startsWith))
            .toList();
    return new Audit(decision.subgroups(), sensitive, minimumCell);
  }

  private EffectSettings settings(OutcomeSettings outcome, Audit audit) {
    return new EffectSettings(
        decision.arms(),
        0,
        study.covariates(),
        OutcomeKind.BINARY,
        decision.effects().estimand(),
        decision.effects().learner(),
        outcome.moreIsBetter(),
        EffectSettings.FOLDS,
        EffectSettings.CLIP,
        EffectSettings.BOUND,
        EffectSettings.REPLICATES,
        decision.effects().seed(),
        audit);
  }

  private Dataset<Row> individuals(OutcomeSettings outcome, EffectAnalysis analysis) {
    Dataset<Row> own =
        analysis
            .individuals(study.rows().sparkSession())
            .select(
                col(IndividualColumns.ROW),
                lit(outcome.name()).as(IndividualEffects.OUTCOME),
                col(IndividualColumns.ARM).as(IndividualEffects.OPTION),
                least(greatest(col(IndividualColumns.REFERENCE_OUTCOME), lit(0.0)), lit(1.0))
                    .as(IndividualEffects.REFERENCE_RISK),
                col(IndividualColumns.EFFECT).as(IndividualEffects.EFFECT),
                col(IndividualColumns.EFFECT_LOW).as(IndividualEffects.EFFECT_LOW),
                col(IndividualColumns.EFFECT_HIGH).as(IndividualEffects.EFFECT_HIGH),
                col(IndividualColumns.INTERVAL_EFFECT).as(IndividualEffects.INTERVAL_EFFECT),
                col(IndividualColumns.INTERVAL_OF).as(IndividualEffects.INTERVAL_OF),
                col(IndividualColumns.SUPPORTED).as(IndividualEffects.SUPPORTED),
                col(IndividualColumns.PROPENSITY).as(IndividualEffects.PROPENSITY),
                col(IndividualColumns.REFERENCE_PROPENSITY)
                    .as(IndividualEffects.REFERENCE_PROPENSITY),
                col(IndividualColumns.ABSTAIN).as(IndividualEffects.ABSTAIN));
    return study
        .rows()
        .select(
            col(UnitColumns.ROW),
            lit(decision.name()).as(IndividualEffects.DECISION),
            col(Members.PURPOSE),
            col(Members.SUBJECT_ID),
            col(Members.INDEX_TIME),
            col(StudyRows.UNLIKE).as(IndividualEffects.UNLIKE))
        .join(own, UnitColumns.ROW)
        .drop(UnitColumns.ROW);
  }
}
