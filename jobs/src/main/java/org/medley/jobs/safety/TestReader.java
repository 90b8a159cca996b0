package org.medley.jobs.safety;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.medley.features.safety.Analyte;
import org.medley.features.safety.KidneyFormula;
import org.medley.features.safety.RuleKind;
import org.medley.features.safety.RuleTest;
import org.medley.features.safety.SafetyKnowledge;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.Section;

/** Reads what a rule tests: the one block of a rule that is named as its kind. */
final class TestReader {
  private static final int MOST_YEARS = 130;

  private final RuleNames names;
  private final Path folder;
  private final Problems problems;

  /** A reader of rules of a file in {@code folder}. */
  TestReader(RuleNames names, Path folder, Problems problems) {
    this.names = names;
    this.folder = folder;
    this.problems = problems;
  }

  /** The test; null after a problem was noted that leaves none. */
  RuleTest read(Section rule, Set<String> drugs) {
    List<RuleKind> kinds =
        Arrays.stream(RuleKind.values()).filter(kind -> rule.has(kind.word())).toList();
    if (kinds.size() != 1) {
      rule.problem(
          "(kind)",
          kinds.isEmpty() ? "is missing" : "is more than one",
          "add one block of " + Arrays.stream(RuleKind.values()).map(RuleKind::word).toList());
      return null;
    }
    RuleKind kind = kinds.get(0);
    try (Section block = rule.section(kind.word())) {
      return switch (kind) {
        case DRUG_DRUG -> pairs(rule, block, drugs);
        case PHARMACOGENETIC -> gene(block);
        case ALLERGY -> allergy(block);
        case CONDITION -> condition(block);
        case RENAL -> renal(block);
        case HEPATIC -> hepatic(block);
        case DUPLICATE -> duplicate(block);
        case PREGNANCY ->
            new RuleTest.Pregnancy(
                block.required("code-set"), block.required("ended"), block.required("never"));
        case AGE -> age(block);
        case ADHERENCE -> adherence(block);
      };
    }
  }

  private RuleTest pairs(Section rule, Section block, Set<String> drugs) {
    Map<String, Set<String>> others = new HashMap<>();
    if (block.has("pairs")) {
      PairFile.read(folder.resolve(block.text("pairs", "")), names.drugs(), problems)
          .forEach(pair -> meet(others, pair.get(0), pair.get(1)));
    }
    Set<String> named = names.drugs().named(block);
    if (named.isEmpty() && !block.has("pairs")) {
      rule.problem(
          RuleKind.DRUG_DRUG.word(),
          "names no drug",
          "write {ingredients: [...]}, {classes: [...]} or {pairs: FILE.csv}");
    }
    drugs.forEach(drug -> named.forEach(other -> meet(others, drug, other)));
    return new RuleTest.DrugDrug(others);
  }

  private static void meet(Map<String, Set<String>> others, String one, String two) {
    if (!one.equals(two)) {
      others.computeIfAbsent(one, key -> new TreeSet<>()).add(two);
      others.computeIfAbsent(two, key -> new TreeSet<>()).add(one);
    }
  }

  private static RuleTest gene(Section block) {
    if (block.has("guideline")) {
      try (Section guideline = block.section("guideline")) {
        return new RuleTest.Guideline(
            some(guideline, "bodies"),
            some(guideline, "strengths"),
            expression(guideline, "matching", guideline.required("matching")),
            expression(guideline, "unless", guideline.text("unless", "")));
      }
    }
    Set<String> phenotypes = new TreeSet<>();
    some(block, "phenotypes").forEach(each -> phenotypes.add(each.toLowerCase(Locale.ROOT)));
    return new RuleTest.Phenotype(block.required("gene"), phenotypes);
  }

  private static String expression(Section section, String key, String text) {
    try {
      Pattern.compile(text);
      return text;
    } catch (PatternSyntaxException e) {
      section.problem(key, "is no regular expression: " + e.getDescription(), "correct it");
      return "";
    }
  }

  private static Set<String> some(Section section, String key) {
    Set<String> texts = new TreeSet<>(section.texts(key, List.of()));
    if (texts.isEmpty()) {
      section.problem(key, "is empty", "write [a, b, c]");
    }
    return texts;
  }

  private RuleTest allergy(Section block) {
    Set<String> groups = new TreeSet<>(block.texts("groups", List.of()));
    for (String group : groups) {
      if (!names.groups().contains(group)) {
        block.problem(
            "groups",
            "names '" + group + "', which is not in groups.csv",
            "use some of " + new TreeSet<>(names.groups()));
      }
    }
    return new RuleTest.Allergy(groups);
  }

  private static RuleTest condition(Section block) {
    OptionalInt within =
        block.has("within-days")
            ? OptionalInt.of(FactsFile.days(block, "within-days", 1))
            : OptionalInt.empty();
    return new RuleTest.Condition(some(block, "code-sets"), within, block.flag("resolved", false));
  }

  private RuleTest renal(Section block) {
    KidneyFormula formula = block.choice("formula", KidneyFormula.CKD_EPI_2021);
    if (!block.has("formula")) {
      block.problem("formula", "is missing", "write ckd-epi-2021 or cockcroft-gault");
    }
    double from = block.number("from", 0.0);
    double below = block.number("below", 0.0);
    if (!(from >= 0 && below > from)) {
      block.problem("below", "is not above 'from'", "write the value below which the rule fires");
    }
    needs(block, SafetyKnowledge.CREATININE);
    if (formula == KidneyFormula.COCKCROFT_GAULT) {
      needs(block, SafetyKnowledge.WEIGHT);
    }
    return new RuleTest.Renal(formula, from, below, age(block, "max-age-days"));
  }

  private void needs(Section block, String analyte) {
    if (!names.analytes().containsKey(analyte)) {
      block.problem("formula", "needs the analyte '" + analyte + "'", "add it to facts.yaml");
    }
  }

  private static int age(Section block, String key) {
    if (!block.has(key)) {
      block.problem(key, "is missing", "write how many days old a measurement may be");
    }
    return FactsFile.days(block, key, 365);
  }

  private RuleTest hepatic(Section block) {
    Map<String, Double> multiples = new HashMap<>();
    try (Section above = block.section("above")) {
      for (String name : above.keys()) {
        Analyte analyte = names.analytes().get(name);
        if (analyte == null || analyte.upperLimit().isEmpty()) {
          above.problem(name, "is no analyte with an upper limit", "add it to facts.yaml");
        } else if (above.number(name, 0.0) <= 0) {
          above.problem(name, "is not above zero", "write the multiple of the upper limit");
        }
        double multiple = above.number(name, 1.0);
        if (analyte != null && analyte.upperLimit().isPresent()) {
          multiples.put(name, multiple);
        }
      }
      if (above.keys().isEmpty()) {
        block.problem("above", "is empty", "write {alt: 3}");
      }
    }
    return new RuleTest.Hepatic(multiples, age(block, "max-age-days"));
  }

  private RuleTest duplicate(Section block) {
    String name = block.required("class");
    Set<String> members = names.drugs().ofClass(name);
    if (members.size() < 2 && !name.isEmpty()) {
      block.problem(
          "class",
          "is '" + name + "', which fewer than two ingredients have",
          "use one of " + names.drugs().classes());
    }
    return new RuleTest.Duplicate(members);
  }

  private static RuleTest age(Section block) {
    OptionalInt below = years(block, "below");
    OptionalInt from = years(block, "from");
    if (below.isEmpty() && from.isEmpty()) {
      block.problem("from", "is missing, and so is 'below'", "write one of them, in years");
    }
    return new RuleTest.Age(below, from);
  }

  private static OptionalInt years(Section block, String key) {
    if (!block.has(key)) {
      return OptionalInt.empty();
    }
    long years = block.integer(key, 0);
    if (years < 1 || years > MOST_YEARS) {
      block.problem(key, "is " + years, "write years from 1 to " + MOST_YEARS);
    }
    return OptionalInt.of((int) years);
  }

  private RuleTest adherence(Section block) {
    Set<String> measured = names.drugs().named(block);
    if (measured.isEmpty()) {
      block.problem(
          "classes", "is missing, and so is 'ingredients'", "say whose supplies are measured");
    }
    double below = block.number("below", 0.8);
    if (!(below > 0 && below <= 1)) {
      block.problem("below", "is no proportion", "write a number above 0 and up to 1");
    }
    return new RuleTest.Adherence(measured, below, FactsFile.days(block, "window-days", 365));
  }
}
