package org.medley.jobs.external;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.medley.models.evaluate.Evaluator;
import org.medley.models.evaluate.Metric;
import org.medley.models.external.CaseMix;
import org.medley.models.external.Shift;
import org.medley.models.external.UpdateKind;
import org.medley.models.external.Validation;
import org.medley.models.external.Variant;
import org.medley.models.statistics.Estimate;

/**
 * A finding as metrics of {@code model.evaluations}. Metrics whose name begins with {@link #ABOUT}
 * have no value: their method says in words what was done.
 */
public final class ExternalRows {
  /** The beginning of the names of metrics that are words. */
  public static final String ABOUT = "about_";

  /** What stands between the name of the data set and that of an update. */
  public static final String UPDATED = " + ";

  private static final int NAMED = 5;
  private static final Set<String> COMPARISON =
      Set.of(
          "predictor_mean_development",
          "predictor_mean_external",
          "predictor_sd_development",
          "predictor_sd_external",
          "prevalence_development",
          "membership_c",
          "covariates_absent",
          "absent_weight_share",
          "update_intercept",
          "update_slope");

  private ExternalRows() {}

  /** Whether {@code metric} tells of the data or of the update, and not of performance. */
  public static boolean isComparison(String metric) {
    return metric.startsWith(ABOUT) || COMPARISON.contains(metric);
  }

  /** The split of the model as it is. */
  public static String split(Finding finding) {
    return Evaluator.EXTERNAL + finding.data().name();
  }

  /** The split of {@code kind}. */
  public static String split(Finding finding, UpdateKind kind) {
    return kind == UpdateKind.NONE ? split(finding) : split(finding) + UPDATED + kind.text();
  }

  /** The numbers after {@code kind}; none where it could not be fitted. */
  public static List<Metric> numbers(Finding finding, UpdateKind kind) {
    Variant variant = finding.validation().variant(kind);
    List<Metric> metrics = new ArrayList<>(variant.metrics());
    variant
        .fitted()
        .ifPresent(
            fitted -> {
              metrics.add(metric(finding, "update_intercept", fitted.intercept()));
              metrics.add(metric(finding, "update_slope", fitted.slope()));
            });
    return metrics;
  }

  /** The comparison of the data sets, and the words about it and about who did what. */
  public static List<Metric> about(Finding finding) {
    List<Metric> metrics = new ArrayList<>(compared(finding));
    metrics.addAll(words(finding));
    return metrics;
  }

  private static List<Metric> compared(Finding finding) {
    Validation validation = finding.validation();
    CaseMix mix = validation.caseMix();
    String predictor = "linear predictor, log odds of the calibrated risk, Debray 2015; ";
    return List.of(
        number(finding, "predictor_mean_development", mix.development().mean(), predictor + "mean"),
        number(finding, "predictor_mean_external", mix.external().mean(), predictor + "mean"),
        number(finding, "predictor_sd_development", mix.development().sd(), predictor + "SD"),
        number(finding, "predictor_sd_external", mix.external().sd(), predictor + "SD"),
        number(
            finding,
            "prevalence_development",
            mix.development().prevalence(),
            "weighted share of training members with the outcome"),
        metric(finding, "membership_c", mix.membership()),
        number(
            finding,
            "covariates_absent",
            validation.absent().size(),
            "covariates of the model that the data do not have, of "
                + validation.model().design().size()),
        number(
            finding,
            "absent_weight_share",
            validation.absentShare(),
            "share of the mean absolute contributions in development that those carry"));
  }

  private static List<Metric> words(Finding finding) {
    return List.of(
        about(finding, "data", finding.data().words()),
        about(finding, "tester", finding.by() + ", " + finding.time()),
        about(finding, "process", process(finding)),
        about(finding, "comparison", comparison(finding)),
        about(finding, "update", finding.validation().closed().words()));
  }

  private static String process(Finding finding) {
    Validation validation = finding.validation();
    return String.format(
        Locale.ROOT,
        "the model with its own vocabulary, imputation and calibration was applied to members whose"
            + " time-at-risk had ended; covariates were mapped by name and unit, and %d of %d are"
            + " absent there, with %.1f %% of the model's weight. %s",
        validation.absent().size(),
        validation.model().design().size(),
        100 * validation.absentShare(),
        String.join(" ", validation.notes()));
  }

  private static String comparison(Finding finding) {
    CaseMix mix = finding.validation().caseMix();
    String largest =
        finding.validation().shifts().stream()
            .filter(shift -> Double.isFinite(shift.difference()))
            .sorted(Comparator.comparingDouble(shift -> -Math.abs(shift.difference())))
            .limit(NAMED)
            .map(ExternalRows::words)
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "linear predictor %.2f (SD %.2f) in development and %.2f (SD %.2f) there; share with the"
            + " outcome %.1f %% and %.1f %%; a model tells the two data sets apart with C %.2f;"
            + " largest standardised differences: %s",
        mix.development().mean(),
        mix.development().sd(),
        mix.external().mean(),
        mix.external().sd(),
        100 * mix.development().prevalence(),
        100 * mix.external().prevalence(),
        mix.membership().value(),
        largest.isEmpty() ? "none is defined" : largest);
  }

  private static String words(Shift shift) {
    return String.format(
        Locale.ROOT, "%s %.2f", shift.covariate().description(), shift.difference());
  }

  private static Metric about(Finding finding, String name, String words) {
    return metric(finding, ABOUT + name, Estimate.of(Double.NaN, words));
  }

  private static Metric number(Finding finding, String name, double value, String method) {
    return metric(finding, name, Estimate.of(value, method));
  }

  private static Metric metric(Finding finding, String name, Estimate estimate) {
    Validation.Flow flow = finding.validation().flow();
    return new Metric(Metric.ALL, name, estimate, flow.samples(), flow.events());
  }
}
