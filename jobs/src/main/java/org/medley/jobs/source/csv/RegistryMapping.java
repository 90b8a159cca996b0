package org.medley.jobs.source.csv;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.Section;
import org.medley.jobs.settings.YamlFile;

/**
 * What the columns of a registry's files mean, as a file of {@code conf/mappings} says; its grammar
 * is explained in {@code conf/mappings/README.md}.
 *
 * @param delimiter what parts the cells of delimited text
 * @param subject whose a line is
 * @param entry when that person entered; null: not stated
 * @param outcomes the outcomes that a line states
 * @param measures the measures that a line states
 */
record RegistryMapping(
    char delimiter,
    SubjectRule subject,
    TimeRule entry,
    List<OutcomeRule> outcomes,
    List<MeasureRule> measures)
    implements Serializable {
  /**
   * A mapping and the columns that it asks for.
   *
   * @param mapping what they mean
   * @param columns the columns
   */
  record Read(RegistryMapping mapping, ColumnUses columns) {}

  /**
   * Reads a mapping file.
   *
   * @param zone zone of the source, for dates and times whose column names none
   * @throws org.medley.jobs.error.MedleyException with exit code 78 that names every problem by its
   *     key path
   */
  static Read read(Path file, ZoneId zone) {
    Problems problems = new Problems();
    Read read;
    try (Section section = YamlFile.read(file, problems)) {
      read = MappingSections.read(section, zone);
    }
    problems.throwIfAny();
    return read;
  }
}
