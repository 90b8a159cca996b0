package org.medley.jobs.settings;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.covariate.CovariateFamilies;
import org.medley.features.covariate.FeatureOptions.MissingIndicators;
import org.medley.features.covariate.FeatureOptions.Redundant;
import org.medley.features.covariate.ReferenceRange;
import org.medley.features.covariate.RollUp;

/**
 * What a task may ask of covariates beyond families and windows.
 *
 * @param block the block {@code features}
 * @param families that the task names
 * @param tables the site's tables about codes
 */
record FeatureDetails(Section block, List<String> families, CodeTables tables) {
  private static final String MEASUREMENTS = "measurements";

  /** Families whose codes may be of a class. */
  private static final List<String> CLASSED = List.of("codes", "drugs");

  /** The aggregates at {@code aggregates}, by family. */
  Map<String, List<String>> aggregates() {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    try (Section section = block.section("aggregates")) {
      for (String family : section.keys()) {
        List<String> names = section.texts(family, List.of());
        if (!families.contains(family) || !CovariateFamilies.names().contains(family)) {
          section.problem(
              family, "is not a family of this task", "name some of " + families + ", or add it");
          continue;
        }
        List<String> known = CovariateFamilies.aggregates(family);
        names.stream()
            .filter(name -> !known.contains(name))
            .forEach(
                name -> section.problem(family, "'" + name + "' is not known", "use " + known));
        if (names.isEmpty()) {
          section.problem(family, "names none", "use some of " + known);
        }
        wanted.put(family, names.stream().filter(known::contains).toList());
      }
    }
    return wanted;
  }

  /** The site's reference ranges, if measurements are covariates. */
  List<ReferenceRange> ranges() {
    return families.contains(MEASUREMENTS) ? tables.referenceRanges() : List.of();
  }

  /** Whether codes count for their ancestors, and which ancestors the site states. */
  Optional<RollUp> rollUp() {
    return block.flag("roll-up", false)
        ? Optional.of(new RollUp(tables.ancestors()))
        : Optional.empty();
  }

  /**
   * The code sets at {@code classes}, each with what lies below its codes. Families that read none
   * of their domains make nothing of them.
   */
  List<CodeMatch.Under> classes() {
    List<String> names = block.texts("classes", List.of());
    if (!names.isEmpty() && families.stream().noneMatch(CLASSED::contains)) {
      block.problem("classes", "are of no family of this task", "add one of " + CLASSED);
    }
    if (new HashSet<>(names).size() < names.size()) {
      block.problem("classes", "name a code set twice", "name it once");
    }
    CodeSets sets = new CodeSets(tables.folder(), tables.problems());
    return names.stream()
        .flatMap(name -> sets.read(name).stream())
        .map(set -> new CodeMatch.Under(sets.withDescendants(set)))
        .toList();
  }

  /** Whether missing values have indicators. */
  MissingIndicators missing() {
    return block.flag("missing-indicators", false)
        ? MissingIndicators.ADDED
        : MissingIndicators.NONE;
  }

  /** What becomes of covariates with the same values. */
  Redundant redundant() {
    return block.choice("redundant", Redundant.DROP);
  }
}
