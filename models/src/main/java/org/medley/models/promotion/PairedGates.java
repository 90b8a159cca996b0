package org.medley.models.promotion;

import static org.medley.models.promotion.Verdict.Result.FAILED;
import static org.medley.models.promotion.Verdict.Result.PASSED;
import static org.medley.models.promotion.Verdict.Result.PERSON;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Predictions;

/**
 * The gates that compare a candidate with the champion on the same members; no Spark.
 *
 * <p>Differences of AUROC are the candidate's less the champion's with the paired standard error of
 * DeLong, DeLong and Clarke-Pearson (Biometrics 1988;44:837), by subject where samples repeat
 * (Obuchowski, Biometrics 1997;53:567). Overall the lower end of the 95 percent interval must lie
 * above the margin's end (non-inferiority). In subgroups the intervals share the five percent after
 * Bonferroni: one that lies below the margin's end fails, one that holds it leaves the question to
 * a person.
 */
public final class PairedGates {
  private static final double ALPHA = 0.05;
  private static final String LARGER = "; the interval is too wide to say";

  private PairedGates() {}

  /** Judges the candidate of {@code contest}, in an order that people read. */
  public static List<Verdict> of(Contest contest, PromotionSettings settings) {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(everybody(contest, settings));
    verdicts.addAll(subgroups(contest, settings));
    settings
        .alerts()
        .filter(alerts -> contest.candidate().size() > 0)
        .flatMap(alerts -> change(contest, alerts))
        .ifPresent(verdicts::add);
    return verdicts;
  }

  private static Verdict everybody(Contest contest, PromotionSettings settings) {
    String gate = "discrimination against the champion";
    Auroc.Comparison found = Auroc.compare(contest.candidate(), contest.champion());
    if (Double.isNaN(found.difference()) || Double.isNaN(found.standardError())) {
      String why = "the members that both models can be judged on have too few outcomes";
      return new Verdict(gate, PERSON, why, Map.of());
    }
    Bounds bounds = Bounds.of(found, ALPHA);
    boolean passed = bounds.low > -settings.margin();
    String against =
        passed
            ? ""
            : bounds.high < -settings.margin()
                ? "; it is worse by more than the margin"
                : "; it is not shown to be as good";
    return new Verdict(
        gate,
        passed ? PASSED : FAILED,
        bounds.words(settings.margin()) + against,
        bounds.numbers(contest.candidate()));
  }

  private record Group(String name, Predictions candidate, Predictions champion) {}

  private static List<Verdict> subgroups(Contest contest, PromotionSettings settings) {
    List<Group> large = new ArrayList<>();
    List<String> small = new ArrayList<>();
    for (String grouping : new TreeMap<>(contest.groups()).keySet()) {
      for (Group group : parts(contest, grouping)) {
        if (group.candidate.events() >= AbsoluteGates.LEAST_EVENTS) {
          large.add(group);
        } else {
          small.add(group.name);
        }
      }
    }
    List<Verdict> verdicts = new ArrayList<>();
    large.forEach(group -> verdicts.add(subgroup(group, large.size(), settings)));
    if (!small.isEmpty()) {
      verdicts.add(
          new Verdict(
              "subgroups with few outcomes",
              settings.acceptFew() ? PASSED : PERSON,
              String.format(
                  Locale.ROOT,
                  "fewer than %d outcomes each, so that no bound says anything: %s%s",
                  AbsoluteGates.LEAST_EVENTS,
                  String.join(", ", small),
                  settings.acceptFew() ? "; the task accepts that" : ""),
              Map.of()));
    }
    return verdicts;
  }

  private static Verdict subgroup(Group group, int groups, PromotionSettings settings) {
    String gate = "no worse in " + group.name;
    Auroc.Comparison found = Auroc.compare(group.candidate, group.champion.score());
    if (Double.isNaN(found.difference()) || Double.isNaN(found.standardError())) {
      return new Verdict(gate, PERSON, "nearly all have the outcome", Map.of());
    }
    Bounds bounds = Bounds.of(found, ALPHA / groups);
    double margin = settings.subgroupMargin();
    boolean open = bounds.low <= -margin && bounds.high >= -margin;
    boolean worse = bounds.high < -margin;
    return new Verdict(
        gate,
        worse ? FAILED : open && !settings.acceptFew() ? PERSON : PASSED,
        bounds.words(margin)
            + String.format(Locale.ROOT, ", adjusted for %d subgroups", groups)
            + (open ? LARGER : worse ? "; it is worse by more than the margin" : ""),
        bounds.numbers(group.candidate));
  }

  private static List<Group> parts(Contest contest, String grouping) {
    List<String> values = contest.groups().get(grouping);
    TreeSet<String> distinct = new TreeSet<>();
    values.stream().filter(value -> value != null).forEach(distinct::add);
    List<Group> parts = new ArrayList<>();
    for (String value : distinct) {
      boolean[] keep = new boolean[values.size()];
      for (int i = 0; i < keep.length; i++) {
        keep[i] = value.equals(values.get(i));
      }
      Predictions champion = contest.candidate().withScores(contest.champion()).where(keep);
      parts.add(new Group(grouping + "=" + value, contest.candidate().where(keep), champion));
    }
    return parts;
  }

  private static Optional<Verdict> change(Contest contest, PromotionSettings.Alerts alerts) {
    return alerts.change().map(most -> change(contest, alerts.threshold(), most));
  }

  private static Verdict change(Contest contest, double threshold, double most) {
    Predictions candidate = contest.candidate();
    double now = AbsoluteGates.alertRate(candidate, threshold);
    double before = AbsoluteGates.alertRate(candidate.withScores(contest.champion()), threshold);
    boolean passed = Math.abs(now - before) <= most * before;
    return new Verdict(
        "alert volume against the champion",
        passed ? PASSED : FAILED,
        String.format(
            Locale.ROOT,
            "%.1f %% of members reach a risk of %s, by the champion %.1f %%; a change by %.0f %% of"
                + " that is allowed",
            100 * now,
            threshold,
            100 * before,
            100 * most),
        Map.of("alert_rate", now, "champion_alert_rate", before));
  }

  private record Bounds(double difference, double error, double low, double high) {
    static Bounds of(Auroc.Comparison found, double alpha) {
      double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(1 - alpha / 2);
      double half = z * found.standardError();
      double difference = found.difference();
      return new Bounds(difference, found.standardError(), difference - half, difference + half);
    }

    String words(double margin) {
      return String.format(
          Locale.ROOT,
          "AUROC %+.4f against the champion (%+.4f to %+.4f), margin %s",
          difference,
          low,
          high,
          -margin);
    }

    Map<String, Double> numbers(Predictions members) {
      return Map.of(
          "difference", difference,
          "standard_error", error,
          "low", low,
          "high", high,
          "members", (double) members.size(),
          "events", (double) members.events());
    }
  }
}
