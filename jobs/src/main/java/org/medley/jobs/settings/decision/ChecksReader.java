package org.medley.jobs.settings.decision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medley.jobs.settings.Section;
import org.medley.models.effect.check.DesignChecks;
import org.medley.models.effect.control.SystematicError;

/** Reads what the design of a decision must hold out, and how outcomes are weighed. */
final class ChecksReader {
  private static final List<String> NAMES =
      Stream.concat(DesignChecks.names().stream(), Stream.of("placebo", "systematic_error"))
          .toList();

  private ChecksReader() {}

  static CheckSettings checks(Section top) {
    try (Section section = top.section("checks")) {
      Map<String, Double> limits = new LinkedHashMap<>();
      try (Section given = section.section("limits")) {
        for (String check : given.keys()) {
          known(given, check);
          limits.put(check, given.number(check, 0.0));
        }
      }
      Map<String, String> accepted = new LinkedHashMap<>();
      try (Section given = section.section("accept")) {
        for (String check : given.keys()) {
          known(given, check);
          accepted.put(check, given.required(check));
        }
      }
      List<String> controls = section.texts("negative-controls", List.of());
      if (!controls.isEmpty() && controls.size() < SystematicError.LEAST) {
        section.problem(
            "negative-controls",
            "are " + controls.size(),
            "name " + SystematicError.LEAST + " at least, or none");
      }
      return new CheckSettings(limits, accepted, controls);
    }
  }

  private static void known(Section section, String check) {
    if (!NAMES.contains(check)) {
      section.problem(check, "is no check", "use one of " + NAMES);
    }
  }

  static java.util.Optional<Ranking> ranking(Section top, List<OutcomeSettings> outcomes) {
    if (top.value("ranking").isEmpty()) {
      return java.util.Optional.empty();
    }
    try (Section section = top.section("ranking")) {
      Map<String, Double> weights = new LinkedHashMap<>();
      List<String> names = outcomes.stream().map(OutcomeSettings::name).toList();
      try (Section given = section.section("weights")) {
        for (String outcome : given.keys()) {
          Double weight = given.number(outcome, 1.0);
          if (!names.contains(outcome)) {
            given.problem(outcome, "is no outcome", "use those of " + names);
          } else if (!(weight > 0)) {
            given.problem(outcome, "is " + weight, "write a number above 0");
          }
          weights.put(outcome, weight);
        }
      }
      if (!weights.keySet().containsAll(names)) {
        section.problem("weights", "leave an outcome out", "weigh each of " + names);
      }
      return java.util.Optional.of(new Ranking(weights, section.required("source")));
    }
  }
}
