package org.medley.jobs.safety;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medley.features.safety.Analyte;
import org.medley.features.safety.CurrentRule;
import org.medley.features.safety.Enzyme;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.Section;
import org.medley.jobs.settings.YamlFile;

/**
 * {@code facts.yaml}: how facts are read before any rule looks at them.
 *
 * @param file the file
 * @param days for which a drug without an end is current
 * @param shortDays the same for those of a class
 * @param shortClass that class
 * @param givenDays the same for one dose
 * @param localForms words of products that hardly reach the blood
 * @param noKnownAllergy name of the code set
 * @param analytes by name
 * @param bands phenotypes by activity score, by gene
 */
record FactsFile(
    String file,
    int days,
    int shortDays,
    String shortClass,
    int givenDays,
    Set<String> localForms,
    String noKnownAllergy,
    Map<String, Analyte> analytes,
    Map<String, List<Enzyme.Band>> bands) {
  private static final long MOST_DAYS = 3650;

  /** The file of {@code folder}; stand-ins where problems were noted. */
  static FactsFile read(Path folder, Problems problems) {
    Path file = folder.resolve("facts.yaml");
    Section top;
    try {
      top = YamlFile.read(file, problems);
    } catch (MedleyException unreadable) {
      problems.add(unreadable);
      return new FactsFile(
          file.toString(), 1, 1, "", 1, Set.of(), "no-known-allergy", Map.of(), Map.of());
    }
    try (top;
        Section current = top.section("current")) {
      return new FactsFile(
          file.toString(),
          days(current, "days", 180),
          days(current, "short-days", 30),
          current.text("short-class", ""),
          days(current, "given-days", 2),
          new TreeSet<>(top.texts("local-forms", List.of())),
          top.text("no-known-allergy", "no-known-allergy"),
          analytes(top),
          bands(top));
    }
  }

  CurrentRule current(Set<String> shortIngredients) {
    return new CurrentRule(days, shortDays, shortIngredients, givenDays);
  }

  static int days(Section section, String key, long standard) {
    long days = section.integer(key, standard);
    if (days < 1 || days > MOST_DAYS) {
      section.problem(key, "is " + days, "write days from 1 to " + MOST_DAYS);
      return (int) standard;
    }
    return (int) days;
  }

  private static Map<String, Analyte> analytes(Section top) {
    Map<String, Analyte> analytes = new TreeMap<>();
    top.sections("analytes")
        .forEach(
            (name, section) -> {
              try (section) {
                List<String> codes = section.texts("codes", List.of());
                if (codes.isEmpty() || !codes.stream().allMatch(code -> code.contains("//"))) {
                  section.problem("codes", "is no list of SYSTEM//CODE", "write [LOINC//...]");
                }
                section.required("source");
                Double limit = section.number("upper-limit", null);
                analytes.put(
                    name,
                    new Analyte(
                        name,
                        section.text("label", name),
                        Set.copyOf(codes),
                        section.required("unit"),
                        units(section),
                        limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit)));
              }
            });
    return analytes;
  }

  private static Map<String, Double> units(Section section) {
    Map<String, Double> factors = new TreeMap<>();
    try (Section units = section.section("units")) {
      for (String unit : units.keys()) {
        double factor = units.number(unit, 1.0);
        if (!(factor > 0)) {
          units.problem(
              unit, "is not above zero", "write what a number of this unit is multiplied by");
        }
        factors.put(unit, factor);
      }
    }
    if (factors.isEmpty()) {
      section.problem("units", "is empty", "write {unit: factor}");
    }
    return factors;
  }

  private static Map<String, List<Enzyme.Band>> bands(Section top) {
    Map<String, List<Enzyme.Band>> bands = new TreeMap<>();
    top.sections("phenoconversion")
        .forEach(
            (gene, section) -> {
              try (section;
                  Section upTo = section.section("up-to")) {
                section.required("source");
                List<Enzyme.Band> steps = new ArrayList<>();
                double before = -1;
                for (String phenotype : upTo.keys()) {
                  double score = upTo.number(phenotype, 0.0);
                  if (score <= before) {
                    upTo.problem(phenotype, "is not above the one before", "order by activity");
                  }
                  before = score;
                  steps.add(new Enzyme.Band(phenotype, score));
                }
                if (steps.isEmpty()) {
                  section.problem("up-to", "is empty", "write {phenotype: highest activity score}");
                }
                bands.put(gene, steps);
              }
            });
    return bands;
  }
}
