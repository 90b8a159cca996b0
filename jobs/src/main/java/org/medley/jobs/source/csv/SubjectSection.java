package org.medley.jobs.source.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.medley.jobs.settings.Section;

/** Reads the part of a mapping that says whose a line is. */
final class SubjectSection {
  private static final Set<String> SEXES = Set.of("female", "male", "other", "unknown");
  private static final List<String> ATTRIBUTES = List.of("sex", "birth", "age", "death");

  private final CellSections cells;
  private final TimeSections times;

  SubjectSection(CellSections cells, TimeSections times) {
    this.cells = cells;
    this.times = times;
  }

  /** The rule at {@code subject} of {@code top}. */
  SubjectRule read(Section top, boolean hasEntry) {
    if (!top.has("subject")) {
      top.problem("subject", "is missing", "say which column holds the person's identifier");
    }
    try (Section subject = top.section("subject")) {
      boolean declares = subject.flag("declare", false);
      if (!declares) {
        ATTRIBUTES.stream()
            .filter(subject::has)
            .forEach(
                key ->
                    subject.problem(
                        key, "stands without 'declare: true'", "add that, or leave it out"));
      }
      if (subject.has("birth") && subject.has("age")) {
        subject.problem("age", "stands beside birth", "keep one of them");
      }
      List<SubjectRule.Identifier> identifiers = identifiers(subject, declares);
      TimeRule birth = times.at(subject, "birth", hasEntry);
      TimeRule death = times.at(subject, "death", hasEntry);
      Texts sex = subject.has("sex") ? sex(subject) : null;
      try (Section age = subject.section("age")) {
        boolean aged = subject.has("age");
        if (aged && !hasEntry) {
          subject.problem("age", "is that at entry, which is not mapped", "add 'entry'");
        }
        if (aged && !age.has("unit")) {
          age.problem("unit", "is missing", "say whether it counts years, months or days");
        }
        return new SubjectRule(
            identifiers,
            declares,
            sex,
            birth,
            aged ? cells.numbers(age) : null,
            age.choice("unit", Span.YEARS),
            death);
      }
    }
  }

  private Texts sex(Section subject) {
    try (Section sex = subject.section("sex")) {
      return new Texts(cells.cell(sex, ColumnUses.WORDS), null, cells.values(sex, SEXES));
    }
  }

  private List<SubjectRule.Identifier> identifiers(Section subject, boolean declares) {
    boolean own = subject.flag("row", false);
    boolean several = subject.has("identifiers");
    boolean one = subject.has("column");
    if (own && !declares) {
      subject.problem(
          "row", "stands without 'declare: true'", "nobody else knows the persons of lines");
    }
    if ((own ? 1 : 0) + (several ? 1 : 0) + (one ? 1 : 0) > 1) {
      subject.problem(
          "column", "is not the only one of column, identifiers and row", "keep one of them");
    }
    if (own) {
      return List.of();
    }
    if (!several) {
      return List.of(identifier(subject, declares));
    }
    List<SubjectRule.Identifier> identifiers = new ArrayList<>();
    for (Section each : subject.list("identifiers")) {
      try (Section section = each) {
        identifiers.add(identifier(section, declares));
      }
    }
    if (declares) {
      subject.problem(
          "identifiers",
          "stands beside 'declare: true'",
          "a registry declares its people by one identifier: give 'column'");
    }
    return identifiers;
  }

  private SubjectRule.Identifier identifier(Section section, boolean declares) {
    Cell cell = cells.cell(section, ColumnUses.NUMBERS);
    String system =
        declares ? section.text("identifier-system", null) : section.required("identifier-system");
    return new SubjectRule.Identifier(cell, system);
  }
}
