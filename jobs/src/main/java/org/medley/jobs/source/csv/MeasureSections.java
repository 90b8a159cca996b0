package org.medley.jobs.source.csv;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medley.jobs.settings.Section;

/** Reads the part of a mapping that says which measures a line states. */
final class MeasureSections {
  private static final String STATIC = "static";
  private static final String SYSTEM = "[A-Za-z0-9_.-]+";
  private static final String CODE = SYSTEM + "//\\S.*";
  private static final List<String> DOMAINS =
      List.of(
          "condition",
          "drug",
          "measurement",
          "procedure",
          "visit",
          "device",
          "imaging",
          "questionnaire",
          "allergy",
          "immunization",
          "genomic",
          "death",
          "admin");

  private final CellSections cells;
  private final TimeSections times;
  private final boolean hasEntry;

  /**
   * A reader.
   *
   * @param hasEntry whether the mapping says when people entered
   */
  MeasureSections(CellSections cells, TimeSections times, boolean hasEntry) {
    this.cells = cells;
    this.times = times;
    this.hasEntry = hasEntry;
  }

  /** The types of values. */
  private enum Type {
    NUMBER,
    TEXT,
    CATEGORY,
    BOOLEAN,
    DATE
  }

  /** The measures in {@code top}. */
  List<MeasureRule> read(Section top) {
    List<MeasureRule> measures = new ArrayList<>();
    if (top.has("measures")) {
      for (Section each : top.list("measures")) {
        try (Section section = each) {
          measures.add(measure(section));
        }
      }
    }
    return measures;
  }

  private MeasureRule measure(Section section) {
    boolean valued = section.has("column") || section.has("type");
    Type type = valued ? type(section) : null;
    if (!valued && !section.has("domain")) {
      section.problem("domain", "is missing", "say what the codes are: " + DOMAINS);
    }
    String system = null;
    Texts code = Texts.constant(null);
    JsonNode given = section.value("code").orElse(null);
    if (given == null) {
      section.problem("code", "is missing", "write SYSTEM//CODE, or the column that holds it");
    } else if (given.isValueNode()) {
      code = Texts.constant(checked(section, "code", section.text("code", "")));
    } else {
      try (Section own = section.section("code")) {
        system = system(own);
        code = code(own, system == null);
      }
    }
    if (!valued && code.cell() == null) {
      section.problem("column", "is missing", "name the column of the value and its type");
    }
    TimeRule time = time(section);
    boolean lags = section.value("available").filter(node -> node.has("lag-days")).isPresent();
    return new MeasureRule(
        code,
        system,
        type == null ? null : value(section, type),
        type == Type.NUMBER ? cells.textsAt(section, "unit") : null,
        time,
        lags ? null : times.at(section, "available", hasEntry),
        lags ? lag(section, time) : 0,
        section.one("domain", domains(), "measurement"),
        section.text("description", null));
  }

  private static long lag(Section section, TimeRule time) {
    try (Section available = section.section("available")) {
      if (time == null) {
        available.problem("lag-days", "counts from a time that is static", "leave it out");
      }
      long days = available.integer("lag-days", 0);
      if (days < 0) {
        available.problem("lag-days", "is negative", "nothing is known before it happened");
      }
      return days;
    }
  }

  private static Type type(Section section) {
    if (!section.has("type")) {
      section.problem("type", "is missing", "write number, text, category, boolean or date");
    }
    return section.choice("type", Type.TEXT);
  }

  private ValueRule value(Section section, Type type) {
    return switch (type) {
      case NUMBER -> new ValueRule.Numeric(cells.numbers(section));
      case TEXT -> new ValueRule.Text(new Texts(cells.cell(section, ColumnUses.WORDS), null, null));
      case CATEGORY ->
          new ValueRule.Text(
              new Texts(cells.cell(section, ColumnUses.WORDS), null, cells.values(section)));
      case BOOLEAN ->
          new ValueRule.Text(
              new Texts(
                  cells.cell(section, ColumnUses.WORDS),
                  null,
                  cells.values(section, Set.of("true", "false"))));
      case DATE -> new ValueRule.Date(cells.cell(section, ColumnUses.TIMES), times.format(section));
    };
  }

  private TimeRule time(Section section) {
    if (section.value("time").filter(node -> node.asText().equals(STATIC)).isPresent()) {
      return null;
    }
    return times.required(section, "time", hasEntry);
  }

  private static String system(Section code) {
    String system = code.text("system", null);
    if (system != null && !system.matches(SYSTEM)) {
      code.problem(
          "system",
          "is '" + system + "'",
          "write a short name such as LOINC, see conf/codes/systems.csv");
    }
    return system;
  }

  private Texts code(Section code, boolean whole) {
    if (code.has("code")) {
      if (whole) {
        code.problem("system", "is missing", "name the system of the code");
      }
      return Texts.constant(code.text("code", ""));
    }
    Texts texts = cells.texts(code);
    if (whole && texts.values() != null) {
      texts.values().forEach((text, meaning) -> checked(code, "values." + text, meaning));
    }
    if (whole && texts.values() == null) {
      code.problem("system", "is missing", "name the system of the codes, or explain each of them");
    }
    return texts;
  }

  private static String checked(Section section, String key, String code) {
    if (!code.matches(CODE)) {
      section.problem(key, "is '" + code + "'", "write SYSTEM//CODE, such as LOINC//718-7");
    }
    return code;
  }

  private static Map<String, String> domains() {
    Map<String, String> domains = new LinkedHashMap<>();
    DOMAINS.forEach(domain -> domains.put(domain, domain));
    return domains;
  }
}
