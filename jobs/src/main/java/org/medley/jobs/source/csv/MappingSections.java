package org.medley.jobs.source.csv;

import java.time.ZoneId;
import java.util.List;
import org.medley.jobs.settings.Section;

/** Reads a mapping from its parts. */
final class MappingSections {
  private MappingSections() {}

  /** The mapping that {@code top} states; what is wrong with it becomes problems. */
  static RegistryMapping.Read read(Section top, ZoneId standard) {
    ColumnUses columns = new ColumnUses();
    CellSections cells = new CellSections(columns, top);
    TimeSections times = new TimeSections(cells, TimeSections.zone(top, standard));
    TimeRule entry = times.at(top, "entry", false);
    SubjectRule subject = new SubjectSection(cells, times).read(top, entry != null);
    List<OutcomeRule> outcomes = new OutcomeSections(cells, times).read(top, entry);
    List<MeasureRule> measures = new MeasureSections(cells, times, entry != null).read(top);
    if (outcomes.isEmpty() && measures.isEmpty() && !subject.declares()) {
      top.problem("outcomes", "is missing, and so is measures", "say what the lines state");
    }
    return new RegistryMapping.Read(
        new RegistryMapping(delimiter(top), subject, entry, outcomes, measures), columns);
  }

  private static char delimiter(Section section) {
    String text = section.text("delimiter", ",");
    if (text.length() != 1 || text.equals("\"")) {
      section.problem("delimiter", "is not one character", "write \",\", \";\" or \"\\t\"");
      return ',';
    }
    return text.charAt(0);
  }
}
