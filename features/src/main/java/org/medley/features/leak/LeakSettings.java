package org.medley.features.leak;

import java.util.Map;
import java.util.TreeMap;

/**
 * When the leak audit refuses. A covariate is refused if it alone tells the outcome implausibly
 * well and confidence bounds say that this is no chance, or if known events do not give its values.
 *
 * @param auroc area, in either direction, from which one covariate alone is implausible; 0.5 to 1
 * @param plausible area that its lower confidence bound must exceed; 0.5 to {@code auroc}
 * @param precision share with, or without, the outcome among those who have a covariate from which
 *     it is implausible; 0.5 to 1
 * @param odds how many times the odds of all members the odds at the lower bound of that share must
 *     exceed; at least 1
 * @param members about how many members' values are made once more from their events; at least 1
 * @param allowed covariates that may tell the outcome well, by name, and why
 */
public record LeakSettings(
    double auroc,
    double plausible,
    double precision,
    double odds,
    long members,
    Map<String, String> allowed) {
  /**
   * The standard: an AUROC of 0.9 that lies above 0.75 with confidence, or a share of 0.95 at five
   * times the odds with confidence; 1,000 members.
   */
  public static final LeakSettings STANDARD = new LeakSettings(0.9, 0.75, 0.95, 5, 1000, Map.of());

  /** The error probability of all confidence bounds of an audit together. */
  public static final double ALPHA = 0.05;

  /** Checks the limits and copies the map. */
  public LeakSettings {
    within("auroc", auroc, 0.5, 1);
    within("plausible", plausible, 0.5, auroc);
    within("precision", precision, 0.5, 1);
    within("odds", odds, 1, Double.MAX_VALUE);
    within("members", (double) members, 1, Double.MAX_VALUE);
    allowed = Map.copyOf(new TreeMap<>(allowed));
  }

  private static void within(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      String upTo = most < Double.MAX_VALUE ? " to " + most : " or more";
      throw new IllegalArgumentException(what + " is " + value + "; write " + least + upTo);
    }
  }
}
