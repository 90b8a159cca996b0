package org.medley.features.safety;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medley.features.cohort.CodeMatch;

/**
 * Everything that the rules need to know, as files state it.
 *
 * @param rules in the order of their files
 * @param ingredients by name
 * @param groups groups of allergens by name
 * @param noKnownAllergy what says that someone has no allergy
 * @param codeSets code sets that rules name, with all below them
 * @param analytes by name
 * @param enzymes by gene
 * @param current when a drug is current
 * @param localForms words of products that hardly reach the blood; these count for no rule
 */
public record SafetyKnowledge(
    List<SafetyRule> rules,
    Map<String, Ingredient> ingredients,
    Map<String, AllergyGroup> groups,
    CodeMatch.Under noKnownAllergy,
    Map<String, CodeMatch.Under> codeSets,
    Map<String, Analyte> analytes,
    Map<String, Enzyme> enzymes,
    CurrentRule current,
    Set<String> localForms) {
  /** Name of the analyte of creatinine in mg/dL, which renal rules need. */
  public static final String CREATININE = "creatinine";

  /** Name of the analyte of weight in kg, which Cockcroft-Gault needs. */
  public static final String WEIGHT = "weight";

  /** Name of the analyte of a reported eGFR, which stands in where no creatinine is known. */
  public static final String REPORTED_EGFR = "egfr";

  /** Copies the collections. */
  public SafetyKnowledge {
    rules = List.copyOf(rules);
    ingredients = Map.copyOf(ingredients);
    groups = Map.copyOf(groups);
    codeSets = Map.copyOf(codeSets);
    analytes = Map.copyOf(analytes);
    enzymes = Map.copyOf(enzymes);
    localForms = Set.copyOf(localForms);
  }

  /** The same with only the rules {@code ids}. */
  public SafetyKnowledge only(Set<String> ids) {
    return new SafetyKnowledge(
        rules.stream().filter(rule -> ids.contains(rule.id())).toList(),
        ingredients,
        groups,
        noKnownAllergy,
        codeSets,
        analytes,
        enzymes,
        current,
        localForms);
  }

  /** The rules by id, in alphabetical order. */
  public Map<String, SafetyRule> byId() {
    Map<String, SafetyRule> byId = new TreeMap<>();
    rules.forEach(rule -> byId.put(rule.id(), rule));
    return byId;
  }
}
