package org.medley.jobs.report.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.text.Numbers;

/**
 * Whether the model can be trusted, as findings in words. Rules: it ranks better than chance if the
 * interval of the AUROC lies above 0.5; it is calibrated if the intervals of slope and intercept
 * hold 1 and 0, and is not if the slope's interval lies outside 0.8 to 1.2; a release for use needs
 * 100 outcomes in the test (Collins et al. 2016, doi 10.1002/sim.6787); labels that were shuffled
 * must be unpredictable.
 */
public final class Trust {
  private static final double CHANCE = 0.5;
  private static final long ENOUGH_EVENTS = 100;
  private static final double LOWEST_SLOPE = 0.8;
  private static final double HIGHEST_SLOPE = 1.2;

  private Trust() {}

  /** How good a finding is, from best to worst. */
  public enum Level {
    /** As it should be. */
    GOOD,
    /** Not known. */
    UNKNOWN,
    /** To be read with care. */
    CARE,
    /** Not as it should be. */
    BAD
  }

  /**
   * A finding.
   *
   * @param level how good it is
   * @param question what was asked
   * @param answer the answer in a sentence or two
   */
  public record Finding(Level level, String question, String answer) {}

  /** The findings, in the order of the questions. */
  public static List<Finding> findings(Performance performance) {
    List<Finding> findings = new ArrayList<>();
    findings.add(ranking(performance.overall(Performance.TEST, Performance.AUROC)));
    findings.add(calibration(performance));
    findings.add(size(performance));
    findings.add(subgroups(performance));
    findings.add(control(performance.overall(Performance.CONTROL, Performance.AUROC)));
    return findings;
  }

  /** The answer in one or two words. */
  public static Finding verdict(ReportData data) {
    if (data.model().isEmpty()) {
      return new Finding(Level.UNKNOWN, "No model", "There is no model to judge.");
    }
    List<Finding> findings = findings(data.performance());
    Finding worst = findings.stream().max(Comparator.comparing(Finding::level)).orElseThrow();
    String ranking =
        data.performance()
            .overall(Performance.TEST, Performance.AUROC)
            .map(row -> "AUROC " + Metrics.text(row) + ". ")
            .orElse("");
    String answer = worst.equals(findings.get(0)) ? worst.answer() : ranking + worst.answer();
    return switch (worst.level()) {
      case GOOD -> new Finding(Level.GOOD, "Yes", answer);
      case UNKNOWN -> new Finding(Level.UNKNOWN, "In part", answer);
      case CARE -> new Finding(Level.CARE, "With care", answer);
      case BAD -> new Finding(Level.BAD, "No", answer);
    };
  }

  private static Finding ranking(Optional<Evaluation> auroc) {
    String question = "Does it rank people better than chance?";
    if (auroc.isEmpty() || !auroc.get().interval()) {
      return unknown(question);
    }
    Evaluation row = auroc.get();
    String value = "AUROC " + Metrics.text(row) + "; 0.5 is a coin toss, 1 is perfect.";
    return row.low().getAsDouble() > CHANCE
        ? new Finding(Level.GOOD, question, "Yes. " + value)
        : new Finding(Level.BAD, question, "Not shown. " + value);
  }

  private static Finding calibration(Performance performance) {
    String question = "Do the predicted risks come true?";
    Optional<Evaluation> slope = performance.overall(Performance.TEST, Performance.SLOPE);
    Optional<Evaluation> intercept = performance.overall(Performance.TEST, Performance.INTERCEPT);
    if (slope.isEmpty()
        || intercept.isEmpty()
        || !slope.get().interval()
        || !intercept.get().interval()) {
      return unknown(question);
    }
    String values =
        "Slope " + Metrics.text(slope.get()) + ", intercept " + Metrics.text(intercept.get()) + ".";
    Evaluation row = slope.get();
    if (row.high().getAsDouble() < LOWEST_SLOPE || row.low().getAsDouble() > HIGHEST_SLOPE) {
      return new Finding(Level.BAD, question, "No. " + values);
    }
    return row.covers(1) && intercept.get().covers(0)
        ? new Finding(Level.GOOD, question, "Yes, within the uncertainty. " + values)
        : new Finding(Level.CARE, question, "Not quite. " + values);
  }

  private static Finding size(Performance performance) {
    String question = "Was it judged on enough outcomes?";
    Optional<Evaluation> any = performance.overall(Performance.TEST, Performance.AUROC);
    if (any.isEmpty()) {
      return unknown(question);
    }
    long events = any.get().events();
    String counted = Numbers.count(events, "outcome", "outcomes") + " in the test";
    return events >= ENOUGH_EVENTS
        ? new Finding(Level.GOOD, question, "Yes: " + counted + ".")
        : new Finding(
            Level.CARE,
            question,
            "Few: " + counted + ", fewer than " + ENOUGH_EVENTS + "; intervals are wide.");
  }

  private static Finding subgroups(Performance performance) {
    String question = "Does it work for every subgroup?";
    Optional<Evaluation> everyone = performance.overall(Performance.TEST, Performance.AUROC);
    List<Evaluation> rows =
        performance.subgroups(Performance.AUROC).stream().filter(Evaluation::interval).toList();
    if (everyone.isEmpty() || rows.isEmpty()) {
      return unknown(question);
    }
    double value = everyone.get().value().orElseThrow();
    long below = rows.stream().filter(row -> row.high().getAsDouble() < value).count();
    String counted = Numbers.count(rows.size(), "subgroup", "subgroups");
    return below == 0
        ? new Finding(
            Level.GOOD,
            question,
            "No worse ranking is evident in " + counted + " large enough to judge.")
        : new Finding(
            Level.CARE,
            question,
            "In " + below + " of " + counted + " it ranks worse than for everyone.");
  }

  private static Finding control(Optional<Evaluation> auroc) {
    String question = "Is it blind to shuffled labels?";
    if (auroc.isEmpty() || !auroc.get().interval()) {
      return unknown(question);
    }
    String value = "The control's AUROC is " + Metrics.text(auroc.get()) + "; it must hold 0.5.";
    return auroc.get().covers(CHANCE)
        ? new Finding(Level.GOOD, question, "Yes. " + value)
        : new Finding(Level.BAD, question, "No, something leaks. " + value);
  }

  private static Finding unknown(String question) {
    return new Finding(Level.UNKNOWN, question, "Not assessed.");
  }
}
