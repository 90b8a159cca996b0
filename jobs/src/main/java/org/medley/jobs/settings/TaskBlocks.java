package org.medley.jobs.settings;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.medley.features.cohort.Grammar;
import org.medley.features.cohort.SplitRule;

/** Reads the blocks that Medley adds beside the cohort part of a task. */
final class TaskBlocks {
  private static final String FULL = "full";
  private static final String GENOMIC = "genomic";
  private static final Pattern COVARIATE = Pattern.compile("(demographics|genomic)_[a-z0-9_]+");

  private final Section top;
  private final ZoneId zone;
  private final AllowedNames allowed;
  private final CodeTables tables;
  private final Problems problems;

  TaskBlocks(Section top, ZoneId zone, AllowedNames allowed, CodeTables tables, Problems problems) {
    this.tables = tables;
    this.problems = problems;
    this.top = top;
    this.zone = zone;
    this.allowed = allowed;
  }

  Optional<FeaturesBlock> features() {
    if (top.value("features").isEmpty()) {
      return Optional.empty();
    }
    try (Section block = top.section("features")) {
      List<String> families = families(block, allowed.covariateFamilies());
      List<String> windows = block.texts("windows", FeaturesBlock.DEFAULT_WINDOWS);
      for (String window : windows) {
        block.attempt("windows", null, () -> window.equals(FULL) ? null : days(window));
      }
      double prevalence = block.number("min-prevalence", FeaturesBlock.DEFAULT_MIN_PREVALENCE);
      if (!(prevalence >= 0 && prevalence < 1)) {
        block.problem("min-prevalence", "is " + prevalence, "write a share from 0 to below 1");
      }
      FeatureDetails details = new FeatureDetails(block, families, tables);
      return Optional.of(
          new FeaturesBlock(
              families,
              windows,
              prevalence,
              details.aggregates(),
              details.ranges(),
              details.rollUp(),
              details.classes(),
              details.missing(),
              details.redundant(),
              association(block, families)));
    }
  }

  private Optional<AssociationBlock> association(Section features, List<String> families) {
    if (features.value("association").isEmpty()) {
      return Optional.empty();
    }
    if (!families.contains(GENOMIC)) {
      features.problem(
          "association", "selects what no family makes a covariate", "add the family genomic");
    }
    try (Section block = features.section("association")) {
      String source = block.required("source");
      String model = block.text("model", AssociationBlock.DEFAULT_MODEL);
      known(block, "model", List.of(model), Set.of("linear", "logistic"));
      double p = block.number("p", AssociationBlock.DEFAULT_P);
      if (!(p > 0 && p <= 1)) {
        block.problem("p", "is " + p, "write a P value above 0, at most 1");
      }
      long top = block.integer("top", AssociationBlock.DEFAULT_TOP);
      if (top < 1 || top > AssociationBlock.MOST) {
        block.problem("top", "is " + top, "write 1 to " + AssociationBlock.MOST);
      }
      List<String> covariates = block.texts("covariates", List.of());
      for (String covariate : covariates) {
        if (!COVARIATE.matcher(covariate).matches()) {
          block.problem(
              "covariates",
              "names '" + covariate + "', which is no covariate of demographics or genomic",
              "write such as demographics_age or genomic_genome_pc1_value_full");
        }
      }
      return Optional.of(new AssociationBlock(source, model, p, (int) top, covariates));
    }
  }

  private static Long days(String window) {
    java.time.Duration span = Grammar.duration(window);
    if (span.toDays() < 1 || !span.equals(java.time.Duration.ofDays(span.toDays()))) {
      throw new IllegalArgumentException(
          "'" + window + "' is not a number of whole days; write such as 30d, or full");
    }
    return span.toDays();
  }

  Optional<ModelBlock> model() {
    if (top.value("model").isEmpty()) {
      return Optional.empty();
    }
    if (top.value("features").isEmpty()) {
      top.problem("model", "has no covariates to learn from", "add the block 'features'");
    }
    try (Section block = top.section("model")) {
      return Optional.of(new ModelReader(block, problems, allowed).read());
    }
  }

  ValidationBlock validation() {
    try (Section block = top.section("validation")) {
      List<String> subgroups = block.texts("subgroups", List.of());
      known(block, "subgroups", subgroups, allowed.subgroups());
      boolean exploratory = block.flag("exploratory", false);
      return new ValidationBlock(split(block), subgroups, exploratory, LeakAuditBlock.read(block));
    }
  }

  private Optional<SplitRule> split(Section validation) {
    if (validation.value("split").isPresent()) {
      return new SplitReader(validation, zone).read();
    }
    if (top.value("model").isPresent()) {
      validation.problem(
          "split", "is missing", "write {kind: time, cutoff: 2022-01-01, test-share: 0.25}");
    }
    return Optional.empty();
  }

  Optional<PublishBlock> publish(String name) {
    if (top.value("publish").isEmpty()) {
      return Optional.empty();
    }
    if (top.value("score").isEmpty()) {
      top.problem("publish", "has nobody to publish", "add 'score', such as {at: as-of}");
    }
    if (top.value("model").isEmpty()) {
      top.problem("publish", "has no model to score with", "add the block 'model'");
    }
    try (Section block = top.section("publish")) {
      return Optional.of(
          new PublishBlock(block.text("cohort", name), block.flag("required", true)));
    }
  }

  /** The date at {@code key}; the first of 1970 after a problem was noted. */
  static LocalDate date(Section section, String key, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      section.problem(key, "'" + text + "' is not a date", "write it as 2024-06-01");
      return LocalDate.EPOCH;
    }
  }

  private List<String> families(Section block, Set<String> names) {
    List<String> families = block.texts("families", List.of());
    if (families.isEmpty()) {
      block.problem("families", "names none", "name some of " + sorted(names));
    }
    known(block, "families", families, names);
    return families;
  }

  private static void known(Section block, String key, List<String> found, Set<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : found) {
      if (!names.contains(name)) {
        block.problem(key, "'" + name + "' is not known", "use " + sorted(names));
      }
      if (!seen.add(name)) {
        block.problem(key, "'" + name + "' stands twice", "name it once");
      }
    }
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
