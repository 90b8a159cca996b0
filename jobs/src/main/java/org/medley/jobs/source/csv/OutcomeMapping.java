package org.medley.jobs.source.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.Section;

/**
 * What the columns of a registry's file mean, as a file of {@code conf/mappings} says.
 *
 * @param delimiter what parts the cells
 * @param missing texts that stand for a missing value, beside the empty one
 * @param subject column of the person's identifier
 * @param identifierSystem system of that identifier
 * @param endpoint which endpoint a line is about
 * @param entry start of follow-up; null: the file does not give it
 * @param status column of the status
 * @param statuses what its texts mean, event or censored
 * @param time when the status holds
 * @param arm column of the treatment arm; null: the file does not give it
 */
record OutcomeMapping(
    char delimiter,
    Set<String> missing,
    String subject,
    String identifierSystem,
    Endpoint endpoint,
    TimeColumn entry,
    String status,
    Map<String, String> statuses,
    TimeColumn time,
    String arm)
    implements Serializable {
  /** Status of a line whose endpoint happened. */
  static final String EVENT = "event";

  /** Status of a line whose follow-up ended without the endpoint. */
  static final String CENSORED = "censored";

  /**
   * Which endpoint a line is about: the text of a column, or the same for all lines.
   *
   * @param column the column; null: a constant
   * @param constant the constant; null: a column
   */
  record Endpoint(String column, String constant) implements Serializable {}

  /**
   * A column of dates or times.
   *
   * @param column the column
   * @param format how it writes them
   */
  record TimeColumn(String column, TimeFormat format) implements Serializable {}

  /**
   * Reads a mapping file.
   *
   * @param zone zone of the source, for dates and times whose column names none
   * @throws MedleyException with exit code 78 that names every problem by its key path
   */
  static OutcomeMapping read(Path file, ZoneId zone) {
    JsonNode top;
    try {
      top = new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.CONFIGURATION,
          "the mapping %s cannot be read".formatted(file),
          "name an existing YAML file at the source's mapping in site.yaml",
          e);
    }
    Problems problems = new Problems();
    OutcomeMapping mapping;
    try (Section section = new Section(file.getFileName().toString(), "", top, problems)) {
      mapping = of(section, zone);
    }
    problems.throwIfAny();
    return mapping;
  }

  /** The mapping that {@code section} states; what is wrong with it becomes problems. */
  static OutcomeMapping of(Section section, ZoneId zone) {
    try (Section subject = section.section("subject");
        Section status = section.section("status");
        Section arm = section.section("arm")) {
      return new OutcomeMapping(
          delimiter(section),
          new TreeSet<>(section.texts("missing", List.of())),
          subject.required("column"),
          subject.required("identifier-system"),
          endpoint(section),
          section.has("entry") ? time(section, "entry", zone, TimeFormat.Edge.START) : null,
          status.required("column"),
          statuses(status),
          time(section, "time", zone, TimeFormat.Edge.END),
          section.has("arm") ? arm.required("column") : null);
    }
  }

  /** The columns that a file must have. */
  Set<String> columns() {
    Set<String> columns = new TreeSet<>(Set.of(subject, status, time.column()));
    Optional.ofNullable(endpoint.column()).ifPresent(columns::add);
    Optional.ofNullable(entry).map(TimeColumn::column).ifPresent(columns::add);
    Optional.ofNullable(arm).ifPresent(columns::add);
    return columns;
  }

  private static char delimiter(Section section) {
    String text = section.text("delimiter", ",");
    if (text.length() != 1 || text.equals("\"")) {
      section.problem("delimiter", "is not one character", "write \",\", \";\" or \"\\t\"");
      return ',';
    }
    return text.charAt(0);
  }

  private static Endpoint endpoint(Section section) {
    try (Section endpoint = section.section("endpoint")) {
      String column = endpoint.text("column", null);
      String constant = endpoint.text("constant", null);
      if ((column == null) == (constant == null)) {
        section.problem(
            "endpoint", "does not say which endpoint", "give either a column or a constant");
      }
      return new Endpoint(column, constant);
    }
  }

  private static Map<String, String> statuses(Section status) {
    Map<String, String> statuses = new TreeMap<>();
    try (Section values = status.section("values")) {
      for (String text : values.keys()) {
        statuses.put(text, values.one(text, Map.of(EVENT, EVENT, CENSORED, CENSORED), CENSORED));
      }
    }
    if (statuses.isEmpty()) {
      status.problem("values", "is missing", "say which texts mean event and which censored");
    }
    return statuses;
  }

  private static TimeColumn time(Section section, String key, ZoneId zone, TimeFormat.Edge edge) {
    try (Section time = section.section(key)) {
      String column = time.required("column");
      String pattern = time.required("format");
      ZoneId own = zone(time, zone);
      try {
        return new TimeColumn(
            column, new TimeFormat(pattern.isEmpty() ? TimeFormat.ISO : pattern, own, edge));
      } catch (IllegalArgumentException e) {
        time.problem("format", "is '" + pattern + "': " + e.getMessage(), "write, say, yyyy-MM-dd");
        return new TimeColumn(column, new TimeFormat(TimeFormat.ISO, own, edge));
      }
    }
  }

  private static ZoneId zone(Section time, ZoneId zone) {
    String name = time.text("zone", zone.getId());
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      time.problem("zone", "is '" + name + "'", "write a zone such as Europe/Berlin or UTC");
      return zone;
    }
  }
}
