package org.medley.models.promotion;

import static org.medley.models.promotion.Verdict.Result.FAILED;
import static org.medley.models.promotion.Verdict.Result.PASSED;
import static org.medley.models.promotion.Verdict.Result.PERSON;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medley.models.evaluate.Metric;
import org.medley.models.statistics.Confusion;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/** The gates that a candidate passes or not whatever model it is to follow; no Spark. */
public final class AbsoluteGates {
  /** Outcomes among test members below which a model is exploratory at best. */
  public static final long LEAST_EVENTS = 100;

  private static final double CHANCE = 0.5;
  private static final String UNTESTED = "no test result with an interval";

  private AbsoluteGates() {}

  /**
   * Judges a candidate by its metrics on all of its test members: better than chance with
   * confidence, outcomes enough, and calibration: a slope or a calibration in the large fails if
   * its whole 95 percent interval lies outside the limits.
   *
   * @param metrics of everybody by name: {@code auroc}, {@code calibration_slope}, {@code
   *     calibration_intercept}
   */
  public static List<Verdict> of(Map<String, Metric> metrics, PromotionSettings settings) {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(chance(metrics.get("auroc")));
    verdicts.add(events(metrics.get("auroc"), settings));
    verdicts.add(
        within(
            "calibration slope",
            metrics.get("calibration_slope"),
            settings.leastSlope(),
            settings.mostSlope(),
            settings));
    verdicts.add(
        within(
            "calibration in the large",
            metrics.get("calibration_intercept"),
            -settings.inTheLarge(),
            settings.inTheLarge(),
            settings));
    return verdicts;
  }

  /** Judges the weighted share of {@code p} that is flagged; without members a person does. */
  public static Verdict alerts(Predictions p, PromotionSettings.Alerts alerts) {
    if (p.size() == 0) {
      return new Verdict("alert volume", PERSON, "no test member has a known outcome", Map.of());
    }
    double share = alertRate(p, alerts.threshold());
    boolean passed = share >= alerts.least() && share <= alerts.most();
    return new Verdict(
        "alert volume",
        passed ? PASSED : FAILED,
        String.format(
            Locale.ROOT,
            "%.1f %% of test members reach a risk of %s; allowed are %.1f to %.1f %%",
            100 * share,
            alerts.threshold(),
            100 * alerts.least(),
            100 * alerts.most()),
        Map.of("alert_rate", share, "least", alerts.least(), "most", alerts.most()));
  }

  /** The weighted share of {@code p} whose score is at least {@code threshold}. */
  static double alertRate(Predictions p, double threshold) {
    return Confusion.at(p.label(), p.score(), p.weight(), threshold).alertRate();
  }

  private static Verdict chance(Metric auroc) {
    String gate = "better than chance";
    if (!interval(auroc)) {
      return new Verdict(gate, FAILED, UNTESTED, Map.of());
    }
    Estimate area = auroc.estimate();
    return new Verdict(
        gate,
        area.low() > CHANCE ? PASSED : FAILED,
        String.format(Locale.ROOT, "AUROC %.3f, lower bound %.3f", area.value(), area.low()),
        Map.of("auroc", area.value(), "low", area.low(), "high", area.high()));
  }

  private static Verdict events(Metric auroc, PromotionSettings settings) {
    long events = auroc == null ? 0 : auroc.events();
    boolean enough = events >= LEAST_EVENTS;
    return new Verdict(
        "enough test events",
        enough || settings.acceptFew() ? PASSED : PERSON,
        enough
            ? String.format(Locale.ROOT, "%d outcomes among test members", events)
            : String.format(
                Locale.ROOT,
                "fewer than %d outcomes among test members%s",
                LEAST_EVENTS,
                settings.acceptFew() ? ", which the task accepts" : ""),
        Map.of("events", (double) events));
  }

  /** Judges whether the interval of {@code metric}, null: it is missing, touches the limits. */
  static Verdict within(
      String gate, Metric metric, double least, double most, PromotionSettings settings) {
    if (!interval(metric)) {
      return new Verdict(gate, settings.acceptFew() ? PASSED : PERSON, UNTESTED, Map.of());
    }
    Estimate found = metric.estimate();
    boolean outside = found.high() < least || found.low() > most;
    return new Verdict(
        gate,
        outside ? FAILED : PASSED,
        String.format(
            Locale.ROOT,
            "%.2f (%.2f to %.2f)%s, limits %s to %s",
            found.value(),
            found.low(),
            found.high(),
            outside ? " lies outside with confidence" : "",
            least,
            most),
        Map.of("value", found.value(), "low", found.low(), "high", found.high()));
  }

  private static boolean interval(Metric metric) {
    return metric != null
        && metric.estimate().assessable()
        && !Double.isNaN(metric.estimate().low())
        && !Double.isNaN(metric.estimate().high());
  }
}
