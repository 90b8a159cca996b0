package org.medley.jobs.safety;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.medley.features.safety.AllergyGroup;
import org.medley.features.safety.Enzyme;
import org.medley.features.safety.Ingredient;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.unit.CsvRows;

/** The CSV files about substances. Lists in a cell are parted by semicolons, codes by blanks. */
final class SubstanceFiles {
  private static final List<String> INGREDIENTS =
      List.of("ingredient", "rxnorm", "atc", "names", "classes", "source");
  private static final List<String> GROUPS = List.of("group", "codes", "names", "source");
  private static final List<String> INHIBITORS =
      List.of("gene", "ingredient", "strength", "source");

  private SubstanceFiles() {}

  static Map<String, Ingredient> ingredients(Path folder, Problems problems) {
    Map<String, Ingredient> ingredients = new TreeMap<>();
    Set<String> names = new HashSet<>();
    rows(folder, "ingredients.csv", INGREDIENTS, problems)
        .each(
            line -> {
              String name = line.text("ingredient");
              line.require(
                  name.matches("[a-z0-9][a-z0-9 -]*"), "ingredient", "is no lower-case name");
              sourced(line);
              List<String> codes = new ArrayList<>();
              parts(line.text("rxnorm"), " ").forEach(code -> codes.add("RXNORM//" + code));
              parts(line.text("atc"), " ").forEach(code -> codes.add("ATC//" + code));
              List<String> words = words(line, names);
              line.require(
                  !codes.isEmpty() || !words.isEmpty(), "names", "is empty, and so are the codes");
              Set<String> classes = new TreeSet<>(parts(line.text("classes"), ";"));
              line.require(
                  ingredients.put(name, new Ingredient(name, codes, words, classes)) == null,
                  "ingredient",
                  "stands twice");
            });
    return ingredients;
  }

  static Map<String, AllergyGroup> groups(Path folder, Problems problems) {
    Map<String, AllergyGroup> groups = new TreeMap<>();
    Set<String> names = new HashSet<>();
    rows(folder, "groups.csv", GROUPS, problems)
        .each(
            line -> {
              String name = line.text("group");
              sourced(line);
              List<String> codes = parts(line.text("codes"), " ");
              line.require(
                  codes.stream().allMatch(code -> code.matches("[A-Z0-9]+//\\S+")),
                  "codes",
                  "has something that is not SYSTEM//CODE");
              groups.put(name, new AllergyGroup(name, codes, words(line, names)));
            });
    return groups;
  }

  /** The genes of {@code bands}, with their inhibitors. */
  static Map<String, Enzyme> enzymes(
      Path folder, Map<String, List<Enzyme.Band>> bands, Set<String> known, Problems problems) {
    Map<String, Set<String>> strong = new TreeMap<>();
    Map<String, Set<String>> moderate = new TreeMap<>();
    rows(folder, "inhibitors.csv", INHIBITORS, problems)
        .each(
            line -> {
              String gene = line.text("gene");
              String strength = line.text("strength");
              line.require(bands.containsKey(gene), "gene", "has no phenoconversion in facts.yaml");
              line.require(
                  known.contains(line.text("ingredient")),
                  "ingredient",
                  "is not in ingredients.csv");
              line.require(
                  strength.equals("strong") || strength.equals("moderate"),
                  "strength",
                  "is neither strong nor moderate");
              sourced(line);
              (strength.equals("strong") ? strong : moderate)
                  .computeIfAbsent(gene, key -> new TreeSet<>())
                  .add(line.text("ingredient"));
            });
    Map<String, Enzyme> enzymes = new TreeMap<>();
    bands.forEach(
        (gene, steps) ->
            enzymes.put(
                gene,
                new Enzyme(
                    gene,
                    strong.getOrDefault(gene, Set.of()),
                    moderate.getOrDefault(gene, Set.of()),
                    steps)));
    return enzymes;
  }

  private static CsvRows rows(Path folder, String name, List<String> columns, Problems problems) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      problems.add(file.toString(), "(file)", "does not exist", "create it");
    }
    return CsvRows.read(file, columns, problems);
  }

  private static void sourced(CsvRows.Line line) {
    line.require(!line.text("source").isEmpty(), "source", "is empty");
  }

  /** Words as they are looked for: in lower case, without what is neither letter nor digit. */
  private static List<String> words(CsvRows.Line line, Set<String> taken) {
    List<String> words =
        parts(line.text("names"), ";").stream()
            .map(word -> word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip())
            .distinct()
            .toList();
    for (String word : words) {
      line.require(
          word.split(" ").length <= Ingredient.MOST_WORDS,
          "names",
          "has a name of more than " + Ingredient.MOST_WORDS + " words");
      line.require(taken.add(word), "names", "has '" + word + "', which is taken");
    }
    return words;
  }

  private static List<String> parts(String cell, String separator) {
    return Stream.of(cell.split(separator))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
