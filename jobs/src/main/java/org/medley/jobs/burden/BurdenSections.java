package org.medley.jobs.burden;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.medley.jobs.settings.Section;

/** Reads the sections of a file of masks and carriers. */
final class BurdenSections {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");
  private static final Pattern TERM = Pattern.compile("[A-Za-z0-9_]+");
  private static final List<String> IMPACTS = List.of("HIGH", "MODERATE", "LOW", "MODIFIER");
  private static final Map<String, Boolean> TRANSCRIPTS =
      new TreeMap<>(Map.of("canonical", true, "any", false));
  private static final Map<String, Boolean> FILTERS =
      new TreeMap<>(Map.of("pass", true, "any", false));
  private static final Map<String, Set<Frequency>> FREQUENCIES =
      Map.of(
          "cohort", EnumSet.of(Frequency.COHORT),
          "population", EnumSet.of(Frequency.POPULATION),
          "stated", EnumSet.of(Frequency.STATED),
          "both", EnumSet.of(Frequency.COHORT, Frequency.POPULATION));

  private BurdenSections() {}

  /** The settings; problems are noted, and stand-ins returned for what is wrong. */
  static BurdenSettings read(Section top, Path file) {
    boolean canonical = top.one("transcripts", TRANSCRIPTS, false);
    List<Mask> masks = new ArrayList<>();
    top.sections("masks").forEach((name, section) -> masks.add(mask(name, section, canonical)));
    List<CarrierItem> carriers = new ArrayList<>();
    top.sections("carriers")
        .forEach((name, section) -> carriers.add(carrier(name, section, masks, file)));
    if (masks.isEmpty() && carriers.isEmpty()) {
      top.problem("masks", "names no mask", "add one, such as 'lof: {impact: [HIGH]}'");
    }
    return new BurdenSettings(
        masks, top.texts("genes", List.of()), top.one("filter", FILTERS, false), carriers);
  }

  private static Mask mask(String name, Section given, boolean canonical) {
    try (Section section = given) {
      checkName(name, section);
      List<String> impacts = section.texts("impact", List.of());
      for (String impact : impacts) {
        if (!IMPACTS.contains(impact)) {
          section.problem("impact", "is '" + impact + "'", "use one of " + IMPACTS);
        }
      }
      List<String> consequences = section.texts("consequence", List.of());
      for (String consequence : consequences) {
        if (!TERM.matcher(consequence).matches()) {
          section.problem(
              "consequence",
              "is '" + consequence + "'",
              "use terms of the Sequence Ontology, such as missense_variant");
        }
      }
      List<String> lof = section.texts("lof", List.of());
      if (impacts.isEmpty() && consequences.isEmpty() && lof.isEmpty()) {
        section.problem("impact", "is missing", "say impact, consequence or lof");
      }
      return new Mask(
          name,
          impacts,
          consequences,
          lof,
          section.one("transcripts", TRANSCRIPTS, canonical),
          maxFrequency(section),
          frequencies(section));
    }
  }

  private static Double maxFrequency(Section section) {
    Double most = section.number("max-frequency", null);
    if (most != null && !(most > 0 && most <= 1)) {
      section.problem("max-frequency", "is " + most, "use a share above 0 and up to 1");
    }
    return most;
  }

  private static Set<Frequency> frequencies(Section section) {
    Set<Frequency> frequencies = EnumSet.noneOf(Frequency.class);
    for (String word : section.texts("frequency", List.of("cohort"))) {
      if (FREQUENCIES.containsKey(word)) {
        frequencies.addAll(FREQUENCIES.get(word));
      } else {
        section.problem(
            "frequency", "is '" + word + "'", "use cohort, population, stated or a list of them");
      }
    }
    return frequencies;
  }

  private static CarrierItem carrier(String name, Section given, List<Mask> masks, Path file) {
    try (Section section = given) {
      checkName(name, section);
      Zygosity zygosity = section.choice("zygosity", Zygosity.ANY);
      if (section.has("variants")) {
        for (String other : List.of("gene", "mask")) {
          if (section.has(other)) {
            section.problem(other, "stands beside variants", "leave one of them out");
          }
        }
        return new CarrierItem(name, null, null, variants(section, file), zygosity);
      }
      Optional<String> gene = section.value("gene").map(value -> value.asText());
      String mask = section.text("mask", "");
      if (gene.isEmpty()) {
        section.problem("gene", "is missing", "name a gene and a mask, or variants");
      }
      if (masks.stream().noneMatch(known -> known.name().equals(mask))) {
        section.problem(
            "mask",
            mask.isEmpty() ? "is missing" : "is '" + mask + "'",
            "use one of " + masks.stream().map(Mask::name).toList());
      }
      return new CarrierItem(name, gene.orElse(""), mask, List.of(), zygosity);
    }
  }

  private static List<NamedVariant> variants(Section section, Path file) {
    List<NamedVariant> variants = new ArrayList<>();
    List<String> texts = section.texts("variants", List.of());
    for (String text : texts) {
      variants.addAll(
          section.attempt(
              "variants",
              List.of(),
              () ->
                  text.endsWith(".csv")
                      ? VariantList.read(file.resolveSibling(text))
                      : List.of(NamedVariant.of(text, List.of(text.split(":", 4))))));
    }
    if (texts.isEmpty()) {
      section.problem("variants", "names none", "write [\"6:26093141:G:A\"] or a file.csv");
    }
    return variants.stream().distinct().toList();
  }

  private static void checkName(String name, Section section) {
    if (!NAME.matcher(name).matches()) {
      section.problem("(name)", "is not a plain name", "use lower-case letters, digits, - and _");
    }
  }
}
