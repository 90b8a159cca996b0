package org.medley.jobs.settings.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.CodeSet;
import org.medley.features.cohort.Predicate;
import org.medley.features.contract.Events;
import org.medley.jobs.settings.CodeSets;
import org.medley.jobs.settings.Section;

/** Reads the options of a decision. */
final class OptionsReader {
  /** What the predicate of a trial's arm is called, before the option's name. */
  static final String TRIAL = "trial_arm_";

  private static final int MOST = 10;

  private final Section top;
  private final CodeSets sets;
  private final Map<String, Predicate> arms = new LinkedHashMap<>();

  OptionsReader(Section top, CodeSets sets) {
    this.top = top;
    this.sets = sets;
  }

  /** The options in the order of the file. */
  List<OptionSettings> read() {
    List<OptionSettings> options = new ArrayList<>();
    top.sections("options").forEach((name, section) -> options.add(option(name, section)));
    if (options.size() < 2 || options.size() > MOST) {
      top.problem("options", "are " + options.size(), "name 2 to " + MOST + " to compare");
    }
    return options;
  }

  /** Predicates of the arms of trials by name, after {@link #read}. */
  Map<String, Predicate> arms() {
    return arms;
  }

  private OptionSettings option(String name, Section given) {
    try (Section section = given) {
      if (!name.matches("[a-z0-9][a-z0-9_-]*")) {
        section.problem(
            "(name)", "is not a name for an option", "use lower-case letters, digits, - and _");
      }
      String words = section.text("description", name);
      String predicate = predicate(name, section);
      try (Section safety = section.section("safety")) {
        List<String> ingredients = safety.texts("ingredients", List.of());
        for (String code : ingredients) {
          if (!code.matches("[A-Z0-9]+//.+")) {
            safety.problem("ingredients", "'" + code + "' is not a code", "write RXNORM//161");
          }
        }
        String set = safety.text("codeset", "");
        Optional<CodeSet> codes = set.isEmpty() ? Optional.empty() : sets.read(set);
        return new OptionSettings(name, words, predicate, ingredients, codes);
      }
    }
  }

  private String predicate(String name, Section section) {
    if (section.has("predicate") == section.has("trial-arm")) {
      section.value("source");
      section.problem(
          "predicate", "or else 'trial-arm' must stand here", "write what starts the option");
      return "";
    }
    if (section.has("predicate")) {
      return section.required("predicate");
    }
    String arm = section.required("trial-arm");
    String source = section.text("source", "");
    String own = TRIAL + name.replace('-', '_');
    arms.put(
        own,
        new Predicate.Plain(
            new CodeMatch.Exact(TrialCodes.arm(arm.isEmpty() ? "?" : arm)),
            null,
            source.isEmpty() ? Map.of() : Map.of(Events.SOURCE, source)));
    return own;
  }
}
