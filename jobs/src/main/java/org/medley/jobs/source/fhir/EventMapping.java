package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.features.contract.SubjectLinks;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.view.View;
import org.medley.jobs.view.ViewDefinition;
import org.medley.jobs.view.Views;

/**
 * The events of a FHIR source, from the views whose name ends in {@value #SUFFIX}.
 *
 * <p>Times: the first candidate of the view that is stated; where there is none and the view names
 * an encounter, the end of that. Times without a zone are of the source's zone, partial dates their
 * last instant. An event became available when the record says so ({@code stated}), at the end of
 * the encounter that its time comes from ({@code encounter}), or else at its time ({@code
 * assumed}).
 */
public final class EventMapping {
  /** How the names of views of events end. */
  public static final String SUFFIX = "_events";

  /** How the names of views of encounters end: key and end. */
  public static final String ENCOUNTERS = "_encounters";

  /** How the names of views of medications end: key and codes. */
  public static final String MEDICATIONS = "_medications";

  private static final List<String> REASONS = List.of("no-subject", "no-code", "no-time");
  private static final String KEY = "key";
  private static final String JOINED = "joined_key";
  private static final String FOUND = "found";
  private static final String FOUND_TEXT = "found_text";
  private static final String REASON = "reason";

  private final SourceSettings settings;
  private final Views views;
  private final CodeSystems systems;

  /** For one source, with the site's views and code systems. */
  public EventMapping(SourceSettings settings, Views views, CodeSystems systems) {
    this.settings = settings;
    this.views = views;
    this.systems = systems;
  }

  /**
   * The events of {@code resources} (under {@code clinical.resources}, this source's alone) for the
   * subjects of {@code links} (under {@code clinical.subject_links}). Each view reads the resources
   * of its type once. Event rows are shuffled to find their subject and, for views that ask for it,
   * their encounter or medication; resources are not. Triggers no action.
   */
  public MappedEvents map(Dataset<Row> resources, Dataset<Row> links) {
    List<ViewDefinition> definitions = views.ending(SUFFIX);
    Dataset<Row> statements =
        definitions.stream()
            .map(definition -> statements(definition, resources))
            .reduce(Dataset::unionByName)
            .orElseThrow(() -> new IllegalArgumentException("no view of events"));
    Observation skipped = new Observation();
    Dataset<Row> judged = judged(withSubject(statements, links));
    List<Column> counts = new ArrayList<>();
    List<MappedEvents.Skipped> kinds = new ArrayList<>();
    for (ViewDefinition definition : definitions) {
      for (String reason : REASONS) {
        Column counted =
            col(Statements.VIEW).equalTo(definition.name()).and(col(REASON).equalTo(reason));
        counts.add(
            sum(when(counted, 1L).otherwise(0L)).as(MappedEvents.name(definition.name(), reason)));
        kinds.add(new MappedEvents.Skipped(definition.name(), reason, 0));
      }
    }
    Dataset<Row> observed =
        judged.observe(
            skipped, counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new));
    Dataset<Row> events = Required.conform(Events.TABLE, observed.where(col(REASON).isNull()));
    return new MappedEvents(events, skipped, kinds);
  }

  private Dataset<Row> statements(ViewDefinition definition, Dataset<Row> resources) {
    Statements view = new Statements(definition, settings, systems);
    Dataset<Row> rows = view.rows(resources);
    rows = view.refersToCodes() ? withCode(rows, resources) : rows;
    rows = view.fallsBackToEncounter() ? withEncounter(rows, resources) : withoutEncounter(rows);
    Column stated = col(Events.AVAILABLE_TIME);
    return rows.withColumn(
            Events.AVAILABLE_BASIS,
            when(stated.isNotNull().or(col(Statements.STATIC)), lit("stated"))
                .when(col(FOUND).isNotNull(), lit("encounter"))
                .otherwise(lit("assumed")))
        .withColumn(Events.AVAILABLE_TIME, coalesce(stated, col(FOUND), col(Events.TIME)))
        .drop(FOUND, Statements.CODE_KEY, Statements.ENCOUNTER_KEY);
  }

  /** Codes and words from the medications that rows refer to, where they have none. */
  private Dataset<Row> withCode(Dataset<Row> rows, Dataset<Row> resources) {
    Dataset<Row> medications =
        views.ending(MEDICATIONS).stream()
            .map(
                definition ->
                    new View(definition)
                        .rows(resources, List.of())
                        .select(
                            col(KEY),
                            systems
                                .concept(col("code_system"), col("code"), settings.name())
                                .as(FOUND),
                            col("code_text").as(FOUND_TEXT)))
            .reduce(Dataset::unionByName)
            .orElseThrow(() -> new IllegalArgumentException("no view of medications"));
    return looked(rows, col(Events.CODE).isNull(), col(Statements.CODE_KEY), medications)
        .withColumn(Events.CODE, coalesce(col(Events.CODE), col(FOUND)))
        .withColumn(Events.DESCRIPTION, coalesce(col(Events.DESCRIPTION), col(FOUND_TEXT)))
        .drop(FOUND, FOUND_TEXT);
  }

  /** The end of their encounter for rows without a time. */
  private Dataset<Row> withEncounter(Dataset<Row> rows, Dataset<Row> resources) {
    Dataset<Row> encounters =
        views.ending(ENCOUNTERS).stream()
            .map(
                definition ->
                    new View(definition)
                        .rows(resources, List.of())
                        .select(col(KEY), FhirTimes.last(col("end"), settings.zone()).as(FOUND)))
            .reduce(Dataset::unionByName)
            .orElseThrow(() -> new IllegalArgumentException("no view of encounters"));
    return looked(rows, col(Events.TIME).isNull(), col(Statements.ENCOUNTER_KEY), encounters)
        .withColumn(Events.TIME, coalesce(col(Events.TIME), col(FOUND)))
        .withColumn(
            Events.TIME_PRECISION,
            when(col(FOUND).isNotNull(), lit("instant")).otherwise(col(Events.TIME_PRECISION)));
  }

  private static Dataset<Row> withoutEncounter(Dataset<Row> rows) {
    return rows.withColumn(FOUND, lit(null).cast(DataTypes.TimestampType));
  }

  /**
   * Rows with the columns that {@code found} has for their {@code key}, where {@code missing}. Rows
   * that look for nothing get a key of their own, so that they do not all meet in one task.
   */
  private static Dataset<Row> looked(
      Dataset<Row> rows, Column missing, Column key, Dataset<Row> found) {
    Column own = concat(lit("#"), col(Events.SOURCE_ID));
    return rows.withColumn(JOINED, coalesce(when(missing, key), own))
        .join(found.withColumnRenamed(KEY, JOINED), new String[] {JOINED}, "left")
        .drop(JOINED);
  }

  private Dataset<Row> withSubject(Dataset<Row> statements, Dataset<Row> links) {
    Dataset<Row> own =
        links
            .where(col(SubjectLinks.SOURCE).equalTo(settings.name()))
            .select(
                col(SubjectLinks.SOURCE_SUBJECT_ID).as(Statements.SUBJECT_KEY),
                col(SubjectLinks.SUBJECT_ID).as(Events.SUBJECT_ID));
    return statements.join(own, new String[] {Statements.SUBJECT_KEY}, "left");
  }

  private static Dataset<Row> judged(Dataset<Row> rows) {
    Column timeless =
        col(Events.TIME).isNull().and(org.apache.spark.sql.functions.not(col(Statements.STATIC)));
    return rows.withColumn(
            REASON,
            when(col(Events.SUBJECT_ID).isNull(), REASONS.get(0))
                .when(col(Events.CODE).isNull(), REASONS.get(1))
                .when(timeless, REASONS.get(2)))
        .withColumn(
            Events.TIME_PRECISION,
            when(col(Statements.STATIC), lit("static")).otherwise(col(Events.TIME_PRECISION)))
        .withColumn(Events.SUPERSEDED_TIME, lit(null).cast(DataTypes.TimestampType));
  }
}
