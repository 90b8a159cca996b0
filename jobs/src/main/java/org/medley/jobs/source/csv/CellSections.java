package org.medley.jobs.source.csv;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medley.jobs.settings.Section;
import org.medley.jobs.source.table.CellKind;

/** Reads the parts of a mapping that name columns. */
final class CellSections {
  private static final Map<String, Boolean> COMMA = Map.of(".", false, ",", true);

  private final ColumnUses columns;
  private final Set<String> missing;
  private final boolean comma;

  /**
   * A reader.
   *
   * @param columns learns which columns are used
   * @param top the mapping, with what holds for all columns
   */
  CellSections(ColumnUses columns, Section top) {
    this.columns = columns;
    this.missing = Set.copyOf(top.texts("missing", List.of()));
    this.comma = top.one("decimal", COMMA, false);
  }

  /** The column that {@code section} names. */
  Cell cell(Section section, Set<CellKind> kinds) {
    String column = section.required("column");
    Set<String> own = new HashSet<>(missing);
    own.addAll(section.texts("missing", List.of()));
    return new Cell(column.isEmpty() ? 0 : columns.place(column, kinds), Set.copyOf(own));
  }

  /** The column of numbers that {@code section} names. */
  Numbers numbers(Section section) {
    return new Numbers(cell(section, ColumnUses.NUMBERS), section.one("decimal", COMMA, comma));
  }

  /** The column of texts that {@code section} names, with what they mean if it says so. */
  Texts texts(Section section) {
    Cell cell = cell(section, ColumnUses.WORDS);
    return new Texts(cell, null, section.has("values") ? values(section) : null);
  }

  /**
   * The texts at {@code key}: a text for every line, alone or as {@code constant}, or a column;
   * null: the key is not there.
   */
  Texts textsAt(Section parent, String key) {
    if (!parent.has(key)) {
      return null;
    }
    if (parent.value(key).filter(node -> !node.isObject()).isPresent()) {
      return Texts.constant(parent.text(key, ""));
    }
    try (Section section = parent.section(key)) {
      Optional<String> constant = Optional.ofNullable(section.text("constant", null));
      if (constant.isPresent()) {
        if (section.has("column")) {
          parent.problem(key, "gives a column and a constant", "give one of them");
        }
        return Texts.constant(constant.get());
      }
      return texts(section);
    }
  }

  /** What texts mean, as {@code values} says. */
  Map<String, String> values(Section section) {
    Map<String, String> meanings = new LinkedHashMap<>();
    try (Section values = section.section("values")) {
      for (String text : values.keys()) {
        meanings.put(text, values.required(text));
      }
    }
    if (meanings.isEmpty()) {
      section.problem("values", "is missing", "say what each text of the column means");
    }
    return meanings;
  }

  /** What texts mean, each one of {@code allowed}. */
  Map<String, String> values(Section section, Set<String> allowed) {
    Map<String, String> meanings = values(section);
    meanings.forEach(
        (text, meaning) -> {
          if (!meaning.isEmpty() && !allowed.contains(meaning)) {
            section.problem(
                "values." + text,
                "is '" + meaning + "'",
                "use one of " + allowed.stream().sorted().toList());
          }
        });
    return meanings;
  }
}
