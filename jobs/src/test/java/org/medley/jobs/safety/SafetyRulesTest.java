package org.medley.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.safety.RuleKind;
import org.medley.features.safety.RuleTest;
import org.medley.features.safety.SafetyKnowledge;
import org.medley.features.safety.SafetyRule;
import org.medley.jobs.settings.Problems;

class SafetyRulesTest {
  private static final String INGREDIENTS =
      """
      ingredient,rxnorm,atc,names,classes,source
      one,1,,one;first,pair,s
      two,2,,two,pair,s
      """;

  private static final String FACTS =
      """
      current: {days: 90}
      analytes:
        creatinine: {codes: [LOINC//2160-0], unit: mg/dL, units: {mg/dL: 1}, source: s}
      """;

  @TempDir private Path folder;

  @Test
  void theShippedRulesAreValidAndOfEveryKind() {
    SafetyKnowledge knowledge = Shipped.knowledge();

    Set<RuleKind> kinds = EnumSet.noneOf(RuleKind.class);
    for (SafetyRule rule : knowledge.rules()) {
      kinds.add(rule.kind());
      assertThat(rule.drugs()).as(rule.id()).isNotEmpty();
      assertThat(rule.text()).as(rule.id()).endsWith(".");
      assertThat(rule.citation().source()).as(rule.id()).isNotBlank();
      assertThat(rule.citation().licence()).as(rule.id()).isNotBlank();
    }
    assertThat(kinds).isEqualTo(EnumSet.allOf(RuleKind.class));
    assertThat(knowledge.codeSets().values())
        .allSatisfy(set -> assertThat(set.set().codes()).hasSizeGreaterThan(1));
  }

  @Test
  void theListOfInteractionsHoldsEveryPublishedPair() throws IOException {
    Path file =
        Path.of(System.getProperty("medley.shared.data", ""))
            .resolve("drug-knowledge/onc-ddi/onc_high_priority_pairs.tsv");
    assumeTrue(Files.isRegularFile(file), "the shared data are not here");
    Set<List<String>> pairs = new HashSet<>();
    for (SafetyRule rule : Shipped.knowledge().rules()) {
      if (rule.id().startsWith("onc-") && rule.test() instanceof RuleTest.DrugDrug pair) {
        pair.others().forEach((one, others) -> others.forEach(two -> pairs.add(List.of(one, two))));
      }
    }
    Map<String, String> ours =
        Map.of(
            "pethidine", "meperidine",
            "rifampicin", "rifampin",
            "methylergometrine", "methylergonovine");
    Set<String> missing = new TreeSet<>();
    for (String line : Files.readAllLines(file).subList(1, Files.readAllLines(file).size())) {
      String[] cells = line.toLowerCase(Locale.ROOT).split("\t");
      String one = ours.getOrDefault(cells[0], cells[0]);
      String two = ours.getOrDefault(cells[2], cells[2]);
      if (!one.equals(two) && !pairs.contains(List.of(one, two))) {
        missing.add(one + " + " + two);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyProblemOfEveryFileIsSaidAtOnce() throws IOException {
    write("ingredients.csv", INGREDIENTS + "three,,,one,,\n");
    write("groups.csv", "group,codes,names,source\nlatex,oops,latex,s\n");
    write("inhibitors.csv", "gene,ingredient,strength,source\nCYP2D6,nine,huge,s\n");
    write("facts.yaml", FACTS.replace("90", "0"));
    write(
        "rules/a.yaml",
        """
        rules:
          both: {severity: veto, text: t, drugs: {classes: [pair]}, age: {from: 65}, allergy: {}}
          wrong: {severity: fatal, text: t, drugs: {ingredients: [nine]}, age: {}}
          renal: {severity: veto, text: t, drugs: {classes: [none]}, renal: {below: 3, from: 9}}
          sets: {severity: veto, text: t, drugs: {any: true}, condition: {code-sets: [nowhere]}}
          typo: {severity: veto, text: t, drugs: {any: true}, age: {from: 65}, sourc: x}
        """);
    write("rules/b.yaml", "rules: [");

    Problems problems = new Problems();
    SafetyRules.read(folder, folder, problems);

    assertThat(String.join("\n", problems.lines()))
        .contains("line 4, names: has 'one', which is taken")
        .contains("line 4, source: is empty")
        .contains("line 2, codes: has something that is not SYSTEM//CODE")
        .contains("line 2, ingredient: is not in ingredients.csv")
        .contains("line 2, strength: is neither strong nor moderate")
        .contains("current.days: is 0; write days from 1 to 3650")
        .contains("rules.both.(kind): is more than one")
        .contains("rules.wrong.severity: is 'fatal'; use one of [veto, caution]")
        .contains("rules.wrong.drugs.ingredients: names 'nine'")
        .contains("rules.wrong.age.from: is missing, and so is 'below'")
        .contains("rules.renal.drugs.classes: names 'none', which no ingredient has")
        .contains("rules.renal.renal.formula: is missing")
        .contains("rules.renal.renal.below: is not above 'from'")
        .contains("rules.renal.renal.max-age-days: is missing")
        .contains("code set 'nowhere' does not exist")
        .contains("rules.typo.sourc: is not a known key; did you mean 'source'?")
        .contains("rules.typo.source: is missing; say it here or for the whole file")
        .contains("b.yaml:1 is not YAML");
  }

  @Test
  void pairsOfAFileCountFromBothSides() throws IOException {
    write("ingredients.csv", INGREDIENTS);
    write("groups.csv", "group,codes,names,source\n");
    write("inhibitors.csv", "gene,ingredient,strength,source\n");
    write("facts.yaml", FACTS);
    write("no-known-allergy.csv", "system,code,description,source\nSNOMED,716186003,d,s\n");
    write("rules/pairs.csv", "drug,other\none,two\n");
    write(
        "rules/a.yaml",
        """
        source: s
        version: "1"
        licence: l
        rules:
          pairs: {severity: veto, text: t, drug-drug: {pairs: pairs.csv}}
        """);
    Problems problems = new Problems();

    SafetyRule rule = SafetyRules.read(folder, folder, problems).rules().get(0);

    assertThat(problems.lines()).isEmpty();
    assertThat(rule.drugs()).containsExactlyInAnyOrder("one", "two");
    assertThat(((RuleTest.DrugDrug) rule.test()).others())
        .isEqualTo(Map.of("one", Set.of("two"), "two", Set.of("one")));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
