package org.medley.jobs.settings.decision;

import java.util.List;
import java.util.Map;

/**
 * What the design must hold out.
 *
 * @param limits other limits than the standard ones, by check
 * @param accepted why a failed check does not blind, by check
 * @param controls predicates of outcomes on which no option has an effect
 */
public record CheckSettings(
    Map<String, Double> limits, Map<String, String> accepted, List<String> controls) {
  /** What the name of a negative control begins with among the follow-ups. */
  public static final String CONTROL = "control_";

  /** Copies the parts. */
  public CheckSettings {
    limits = Map.copyOf(limits);
    accepted = Map.copyOf(accepted);
    controls = List.copyOf(controls);
  }
}
