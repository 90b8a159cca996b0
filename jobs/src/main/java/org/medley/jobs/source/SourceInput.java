package org.medley.jobs.source;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What an ingestion reads.
 *
 * @param spark session of the step
 * @param settings the source
 * @param files its files, in the order of their names
 * @param links clinical.subject_links; empty for a source that declares subjects
 * @param runId the run, for quarantine rows
 * @param history what earlier loads left; formats that always read everything pass it over
 * @param lander where a format that accumulates puts its lines
 */
public record SourceInput(
    SparkSession spark,
    SourceSettings settings,
    List<SourceFile> files,
    Optional<Dataset<Row>> links,
    String runId,
    History history,
    Lander lander) {
  /** The input of a load that keeps its lines in memory. */
  public SourceInput(
      SparkSession spark,
      SourceSettings settings,
      List<SourceFile> files,
      Optional<Dataset<Row>> links,
      String runId,
      History history) {
    this(spark, settings, files, links, runId, history, Lander.inMemory(history));
  }

  /** The input of a first load. */
  public SourceInput(
      SparkSession spark,
      SourceSettings settings,
      List<SourceFile> files,
      Optional<Dataset<Row>> links,
      String runId) {
    this(spark, settings, files, links, runId, History.none(spark));
  }
}
