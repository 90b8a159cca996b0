package org.medley.jobs.source.meds;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.CodeParents;
import org.medley.features.contract.Events;
import org.medley.features.contract.People;
import org.medley.features.contract.Statements;
import org.medley.features.contract.TableContract;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.table.ParquetFiles;

/**
 * A MEDS data set: the Parquet files below {@code data/}, or, where there is no such folder, all of
 * the source's that do not lie below {@code metadata/}; descriptions of codes from {@code
 * metadata/codes.parquet}. Files of labels, which have a prediction_time and no code, are passed
 * over. A row counts as a line of its file.
 */
public final class MedsSource implements Source {
  private static final String CODES = "metadata/codes.parquet";
  private static final String METADATA = "metadata/";
  private static final String DATA = "data/";

  @Override
  public boolean reads(String file) {
    return isRead(file);
  }

  /** Whether a file of that name, below the data set's folder, is read. */
  static boolean isRead(String file) {
    return file.endsWith(".parquet") && (!file.startsWith(METADATA) || file.equals(CODES));
  }

  @Override
  public Set<String> options() {
    return Set.of(
        Identities.OPTION, SourceSettings.EXTRACT_TIME, MedsColumns.OPTION, MedsStays.OPTION);
  }

  @Override
  public Set<TableContract> tables() {
    return Set.of(People.TABLE, Statements.TABLE, CodeParents.TABLE);
  }

  @Override
  public boolean declaresSubjects(SourceSettings settings) {
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Reads footers on the driver, then each file once, and keeps the rows on disk until the
   * ingestion is closed. Triggers no action.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 66 if there are no events, 65 if a
   *     file is no Parquet, lacks a column or has it in another type, 78 if the option {@code
   *     columns} is malformed
   */
  @Override
  public Ingestion ingest(SourceInput input) {
    SourceSettings settings = input.settings();
    MedsColumns columns =
        MedsColumns.of(
            settings.name(), Optional.ofNullable(settings.options().get(MedsColumns.OPTION)));
    MedsRows reader = new MedsRows(settings, columns);
    Dataset<Row> rows =
        reader.read(input.spark(), data(input.files())).persist(StorageLevel.DISK_ONLY());
    Observation stays = new Observation();
    MedsStatements statements = new MedsStatements(settings);
    return new Ingestion(
        Map.of(
            People.TABLE,
            statements.people(rows),
            Statements.TABLE,
            statements.statements(rows, descriptions(input.spark(), input.files()), stays),
            CodeParents.TABLE,
            MedsHierarchy.of(input.spark(), settings.name(), codes(input.files()))),
        LineStates.quarantine(rows, settings.name(), input.runId()),
        LineStates.accounts(rows),
        () -> notes(reader, stays),
        rows::unpersist);
  }

  /** Those of {@code files} that hold events. */
  static List<SourceFile> data(List<SourceFile> files) {
    boolean standard = files.stream().anyMatch(file -> file.name().startsWith(DATA));
    return files.stream()
        .filter(file -> standard ? file.name().startsWith(DATA) : !file.name().equals(CODES))
        .toList();
  }

  /** Those of {@code files} that describe codes. */
  static List<SourceFile> codes(List<SourceFile> files) {
    return files.stream().filter(file -> file.name().equals(CODES)).toList();
  }

  private static Optional<Dataset<Row>> descriptions(SparkSession spark, List<SourceFile> files) {
    return ParquetFiles.groups(spark, codes(files)).stream()
        .filter(group -> group.has("code") && group.has("description"))
        .findFirst()
        .map(
            group ->
                ParquetFiles.read(spark, group)
                    .groupBy(MedsColumns.CODE)
                    .agg(min(col("description")).as(Events.DESCRIPTION)));
  }

  private static Map<String, String> notes(MedsRows reader, Observation stays) {
    Map<String, String> notes = new TreeMap<>(MedsStays.notes(stays));
    if (!reader.passedOver().isEmpty()) {
      notes.put("columns not read", String.join(", ", reader.passedOver()));
    }
    if (!reader.labels().isEmpty()) {
      notes.put("files of labels", String.join(", ", reader.labels()));
    }
    return notes;
  }
}
