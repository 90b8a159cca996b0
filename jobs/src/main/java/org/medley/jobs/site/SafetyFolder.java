package org.medley.jobs.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.CodeSet;
import org.medley.features.safety.CurrentRule;
import org.medley.features.safety.SafetyKnowledge;
import org.medley.jobs.safety.SafetyRules;
import org.medley.jobs.safety.SafetySettings;
import org.medley.jobs.settings.Problems;

/** The safety rules of a configuration, which may have none. */
public final class SafetyFolder {
  private SafetyFolder() {}

  /** Those of the configuration folder {@code conf}; none where it has no folder of them. */
  static SafetySettings read(Path conf, Problems problems) {
    return Files.isDirectory(conf.resolve(SafetyRules.FOLDER))
        ? SafetySettings.read(conf, problems)
        : none();
  }

  /** No rules. */
  public static SafetySettings none() {
    SafetyKnowledge nothing =
        new SafetyKnowledge(
            List.of(),
            Map.of(),
            Map.of(),
            new CodeMatch.Under(new CodeSet("none", Set.of("NONE//none"))),
            Map.of(),
            Map.of(),
            Map.of(),
            new CurrentRule(0, 0, Set.of(), 0),
            Set.of());
    return new SafetySettings(nothing, List.of(), List.of());
  }
}
