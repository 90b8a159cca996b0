package org.medley.jobs.settings;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.medley.features.cohort.SplitRule;
import org.medley.features.cohort.Task;
import org.medley.features.contract.Events;
import org.medley.features.covariate.CovariateFamilies;
import org.medley.features.covariate.FeatureSettings;
import org.medley.features.leak.LeakSettings;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.family.ModelFamilies;
import org.medley.models.promotion.PromotionSettings;
import org.medley.models.retrain.RetrainPolicy;
import org.medley.models.train.TrainSettings;

/**
 * One task, ready to run. The digests name everything that decides one part of the night, so that a
 * changed key reruns only what depends on it.
 *
 * @param file the task as its file states it
 */
public record TaskSettings(TaskFile file) {
  private static final String EXPLORATORY =
      "the task says so: fewer outcomes among test members than a conclusion needs are accepted";

  /** The names that a task may use for what is implemented elsewhere. */
  public static AllowedNames allowed(List<String> subgroups) {
    return new AllowedNames(
        Set.copyOf(CovariateFamilies.names()),
        ModelFamilies.all().keySet(),
        Set.of(TrainSettings.AUTO, "none", "intercept", "logistic", "isotonic"),
        Set.copyOf(subgroups));
  }

  /** The name of the task. */
  public String name() {
    return file.name();
  }

  /** The question in words. */
  public String description() {
    return file.description();
  }

  /** Who, when and with which label. */
  public Task cohort() {
    return file.cohort();
  }

  /** Whether covariates are built. */
  public boolean hasFeatures() {
    return file.features().isPresent();
  }

  /** Whether risks are published, which takes covariates and a model. */
  public boolean publishes() {
    return file.publish().isPresent();
  }

  /** Which covariates. */
  public FeatureSettings features() {
    return file.features().orElseThrow().settings();
  }

  /** Which variants are looked for among training members; empty: none. */
  public Optional<AssociationBlock> association() {
    return file.features().flatMap(FeaturesBlock::association);
  }

  /** How models are trained. */
  public TrainSettings training() {
    ModelBlock block = file.model().orElseThrow();
    return TrainSettings.of(
        block.families(), block.folds(), block.seed(), block.calibrate(), block.search());
  }

  /** How models are judged. */
  public EvaluateSettings evaluation() {
    return EvaluateSettings.of(subgroups(), training().seed());
  }

  /** Groupings in which models are judged. */
  public List<String> subgroups() {
    return file.validation().subgroups();
  }

  /** Whether too few test events are accepted. */
  public boolean exploratory() {
    return file.validation().exploratory();
  }

  /** Sources by which people are split into training and test; empty: by other means. */
  public List<String> splitSites() {
    return file.validation()
        .split()
        .map(rule -> rule.persons() instanceof SplitRule.Stated stated ? stated : null)
        .map(stated -> Stream.concat(stated.test().stream(), stated.train().stream()))
        .orElse(Stream.empty())
        .map(fact -> fact.columns().get(Events.SOURCE))
        .filter(Objects::nonNull)
        .toList();
  }

  /** When a new model takes the place of the champion. */
  public PromotionSettings gates() {
    return file.gates();
  }

  /** Canonical text of the same. */
  public String gatesDigest() {
    return Canonical.text(gates());
  }

  /** When the model is updated, and when it is held. */
  public RetrainPolicy retrain() {
    return file.retrain();
  }

  /** Canonical text of the same. */
  public String retrainDigest() {
    return Canonical.text(retrain());
  }

  /** Canonical text of the question that a model answers: cohort and covariates, not how. */
  public String questionDigest() {
    return Canonical.text(List.of(file.cohort(), file.features().orElseThrow()));
  }

  /** What people say in the model card, by key. */
  public Map<String, String> card() {
    return file.card();
  }

  /** Why results are exploratory; empty where they are not. */
  public Optional<String> exploratoryReason() {
    return exploratory() ? Optional.of(EXPLORATORY) : Optional.empty();
  }

  /** When the leak audit refuses. */
  public LeakSettings leakAudit() {
    return file.validation().leakAudit();
  }

  /** Canonical text of what decides the leak audit, given cohort and covariates. */
  public String leakAuditDigest() {
    return Canonical.text(List.of(leakAudit(), file.cohort(), file.features().orElseThrow()));
  }

  /** Name under which the cohort is published. */
  public String publishedAs() {
    return file.publish().orElseThrow().cohort();
  }

  /** Whether the night ends with exit code 80 if a gate refuses this task. */
  public boolean required() {
    return file.publish().map(PublishBlock::required).orElse(false);
  }

  /** Canonical text of what decides the cohort, code sets included. */
  public String cohortDigest() {
    return Canonical.text(file.cohort());
  }

  /** Canonical text of what decides the covariates, given the cohort. */
  public String featuresDigest() {
    return Canonical.text(file.features().orElseThrow());
  }

  /** Canonical text of what decides the model, given cohort and covariates. */
  public String trainDigest() {
    return Canonical.text(List.of(training(), subgroups()));
  }

  /** Canonical text of what decides what is published, given the scores. */
  public String publishDigest() {
    return Canonical.text(
        Map.of(
            "as", publishedAs(), "exploratory", exploratory(), "allowed", leakAudit().allowed()));
  }
}
