package org.medley.jobs.safety;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.CodeSet;
import org.medley.features.safety.AllergyGroup;
import org.medley.features.safety.Enzyme;
import org.medley.features.safety.Ingredient;
import org.medley.features.safety.SafetyKnowledge;
import org.medley.features.safety.SafetyRule;
import org.medley.jobs.settings.CodeSets;
import org.medley.jobs.settings.Problems;

/**
 * Everything that {@code conf/safety} says: {@code ingredients.csv}, {@code groups.csv}, {@code
 * inhibitors.csv}, {@code facts.yaml} and {@code rules/*.yaml}; {@code README.md} there is the
 * language.
 */
public final class SafetyRules {
  /** The folder in the configuration. */
  public static final String FOLDER = "safety";

  private final Path folder;
  private final CodeSets codes;
  private final Problems problems;

  private SafetyRules(Path folder, Path codes, Problems problems) {
    this.folder = folder;
    this.codes = new CodeSets(codes, problems);
    this.problems = problems;
  }

  /**
   * Reads {@code folder}.
   *
   * @param folder of the rules
   * @param codes folder of the code sets, with their hierarchy in {@code parents.csv}
   * @param problems learns every problem of every file with its remedy; where there are any, what
   *     is returned is not fit for use
   */
  public static SafetyKnowledge read(Path folder, Path codes, Problems problems) {
    return new SafetyRules(folder, codes, problems).read();
  }

  private SafetyKnowledge read() {
    Map<String, Ingredient> ingredients = SubstanceFiles.ingredients(folder, problems);
    Map<String, AllergyGroup> groups = SubstanceFiles.groups(folder, problems);
    FactsFile facts = FactsFile.read(folder, problems);
    DrugNames names = new DrugNames(ingredients);
    Map<String, Enzyme> enzymes =
        SubstanceFiles.enzymes(folder, facts.bands(), ingredients.keySet(), problems);
    List<SafetyRule> rules = rules(new RuleNames(names, groups.keySet(), facts.analytes()));
    Set<String> shortIngredients =
        facts.shortClass().isEmpty() ? Set.of() : names.ofClass(facts.shortClass());
    if (!facts.shortClass().isEmpty() && shortIngredients.isEmpty()) {
      problems.add(
          facts.file(),
          "current.short-class",
          "is '" + facts.shortClass() + "', which no ingredient has",
          "use one of " + names.classes());
    }
    return new SafetyKnowledge(
        rules,
        ingredients,
        groups,
        under(facts.noKnownAllergy()),
        codeSets(rules),
        facts.analytes(),
        enzymes,
        facts.current(shortIngredients),
        facts.localForms());
  }

  private List<SafetyRule> rules(RuleNames names) {
    List<SafetyRule> rules = new ArrayList<>();
    Map<String, String> fileOf = new HashMap<>();
    for (Path file : RuleFile.files(folder.resolve("rules"), problems)) {
      for (SafetyRule rule : RuleFile.read(file, names, problems)) {
        String other = fileOf.putIfAbsent(rule.id(), file.getFileName().toString());
        if (other == null) {
          rules.add(rule);
        } else {
          problems.add(
              file.toString(), "rules." + rule.id(), "stands in " + other + " too", "rename one");
        }
      }
    }
    return rules;
  }

  private Map<String, CodeMatch.Under> codeSets(List<SafetyRule> rules) {
    Set<String> wanted = new TreeSet<>();
    rules.forEach(rule -> wanted.addAll(rule.test().allCodeSets()));
    Map<String, CodeMatch.Under> sets = new TreeMap<>();
    wanted.forEach(name -> sets.put(name, under(name)));
    return sets;
  }

  /** The set with all below it; a stand-in after a problem was noted. */
  private CodeMatch.Under under(String name) {
    CodeSet none = new CodeSet(name, Set.of("NONE//none"));
    return new CodeMatch.Under(codes.read(name).map(codes::withDescendants).orElse(none));
  }
}
