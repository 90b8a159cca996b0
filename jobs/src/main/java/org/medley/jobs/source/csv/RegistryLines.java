package org.medley.jobs.source.csv;

import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.People;
import org.medley.features.contract.SubjectLinks;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.table.CellKind;
import org.medley.jobs.source.table.Cells;
import org.medley.jobs.source.table.Columns;
import org.medley.jobs.source.table.DelimitedRows;
import org.medley.jobs.source.table.MappedRows;
import org.medley.jobs.source.table.ParquetFiles;
import org.medley.jobs.source.table.ParquetRows;

/** The lines of a registry's files, read by its mapping: each is used whole or not at all. */
final class RegistryLines {
  static final String BIRTH_PRECISION = "birth_precision";
  static final String BIRTH_MICROS = "birth_micros";
  static final String DEATH_MICROS = "death_micros";
  static final String DEATH_PRECISION = "death_precision";

  /** What the line states of endpoints: an array under {@link OutcomeRule#SCHEMA}. */
  static final String OUTCOMES = "outcomes";

  /** What the line states of measures: an array under {@link MeasureRule#SCHEMA}. */
  static final String MEASURES = "measures";

  private static final StructType VALUES =
      new StructType()
          .add(SubjectLinks.IDENTIFIER_SYSTEM, DataTypes.StringType)
          .add(SubjectLinks.IDENTIFIER, DataTypes.StringType)
          .add(People.SEX, DataTypes.StringType)
          .add(People.BIRTH_DATE, DataTypes.DateType)
          .add(BIRTH_MICROS, DataTypes.LongType)
          .add(BIRTH_PRECISION, DataTypes.StringType)
          .add(DEATH_MICROS, DataTypes.LongType)
          .add(DEATH_PRECISION, DataTypes.StringType)
          .add(OUTCOMES, DataTypes.createArrayType(OutcomeRule.SCHEMA))
          .add(MEASURES, DataTypes.createArrayType(MeasureRule.SCHEMA));

  private RegistryLines() {}

  /** Whether the file is Parquet; else it is delimited text. */
  static boolean isParquet(SourceFile file) {
    return file.name().toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  /**
   * One row per line, with person, outcomes and measures. Reads headers and footers on the driver;
   * triggers no action.
   *
   * @param ownSystem system of identifiers for which the mapping names none
   * @param unread is told the columns that the mapping does not name
   * @throws org.medley.jobs.error.MedleyException with exit code 65 that names a missing column, or
   *     one whose type in Parquet is not that of the mapping
   */
  static Dataset<Row> read(
      SparkSession spark,
      List<SourceFile> files,
      RegistryMapping.Read read,
      String ownSystem,
      Set<String> unread) {
    RegistryMapping mapping = read.mapping();
    ColumnUses columns = read.columns();
    Set<String> known = new HashSet<>(columns.names());
    MappedRows.CellMapper mapper = cells -> values(cells, mapping, ownSystem);
    List<Dataset<Row>> parts = new ArrayList<>();
    List<SourceFile> delimited = files.stream().filter(file -> !isParquet(file)).toList();
    if (!delimited.isEmpty()) {
      Map<String, Columns> asked = new HashMap<>();
      delimited.forEach(file -> asked.put(file.name(), columns.asked(file.name())));
      Dataset<Row> rows =
          DelimitedRows.read(
              spark,
              delimited,
              asked,
              DelimitedRows.Rules.of(mapping.delimiter()),
              header -> addUnread(header, known, unread));
      parts.add(MappedRows.of(spark, rows, List.of(), VALUES, mapper));
    }
    List<SourceFile> parquet = files.stream().filter(RegistryLines::isParquet).toList();
    for (ParquetFiles.Group group : ParquetFiles.groups(spark, parquet)) {
      String shown = group.files().get(0).name();
      Columns asked = columns.asked(shown);
      Dataset<Row> typed = ParquetFiles.read(spark, group);
      List<CellKind> kinds = ParquetRows.kinds(typed, shown, asked);
      columns.check(shown, kinds);
      addUnread(ParquetRows.header(typed), known, unread);
      Dataset<Row> rows = ParquetRows.texts(typed, shown, asked);
      parts.add(MappedRows.of(spark, rows, kinds, VALUES, mapper));
    }
    return parts.stream().reduce(Dataset::union).orElseThrow();
  }

  /**
   * The values of one line, in the order of the columns.
   *
   * @throws RejectedLine if anything that the mapping asks of it cannot be read
   */
  static Object[] values(Cells cells, RegistryMapping mapping, String ownSystem)
      throws RejectedLine {
    SubjectRule subject = mapping.subject();
    SubjectRule.Person person = subject.person(cells);
    Moment entry = mapping.entry() == null ? null : mapping.entry().of(cells, null);
    List<Row> outcomes = new ArrayList<>();
    Set<String> endpoints = new HashSet<>();
    for (OutcomeRule rule : mapping.outcomes()) {
      Row outcome = rule.of(cells);
      if (outcome != null && !endpoints.add(outcome.getString(0))) {
        throw new RejectedLine("endpoint-twice", "the line states the same endpoint twice");
      }
      if (outcome != null) {
        outcomes.add(outcome);
      }
    }
    List<Row> measures = new ArrayList<>();
    for (MeasureRule rule : mapping.measures()) {
      Row measure = rule.of(cells, entry);
      if (measure != null) {
        measures.add(measure);
      }
    }
    Moment birth = subject.birthOf(cells, entry);
    Moment death = subject.death() == null ? null : subject.death().of(cells, entry);
    return new Object[] {
      person.system() == null ? ownSystem : person.system(),
      person.identifier(),
      subject.sexOf(cells),
      birth == null ? null : Date.valueOf(birth.date()),
      birth == null ? null : birth.first(),
      birth == null ? null : birth.precision(),
      death == null ? null : death.last(),
      death == null ? null : death.precision(),
      outcomes.toArray(Row[]::new),
      measures.toArray(Row[]::new)
    };
  }

  private static void addUnread(List<String> header, Set<String> known, Set<String> unread) {
    header.stream()
        .map(Columns::key)
        .filter(name -> !known.contains(name) && !name.isEmpty())
        .forEach(unread::add);
  }
}
