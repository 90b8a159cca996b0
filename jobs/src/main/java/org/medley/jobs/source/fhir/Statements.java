package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.features.contract.Resources;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.view.View;
import org.medley.jobs.view.ViewDefinition;

/**
 * The rows of one view of events in the columns that all such views share, before anything is
 * looked up elsewhere. The names that a view may use are listed in {@code conf/views/README.md}.
 */
final class Statements {
  static final String VIEW = "view";
  static final String SUBJECT_KEY = "subject_key";
  static final String ENCOUNTER_KEY = "encounter_key";
  static final String CODE_KEY = "code_key";
  static final String STATIC = "is_static";

  private static final String TIME_TEXT = "time_text";
  private static final String AVAILABLE_TEXT = "available_text";
  private static final String END_TEXT = "end_text";
  private static final String VALUE = "value";

  private final View view;
  private final SourceSettings settings;
  private final CodeSystems systems;
  private final Candidates candidates;

  Statements(ViewDefinition definition, SourceSettings settings, CodeSystems systems) {
    this.view = new View(definition);
    this.settings = settings;
    this.systems = systems;
    this.candidates = new Candidates(view.columns());
    if (candidates.of("domain").isEmpty()) {
      throw new MedleyException(
          ExitCode.CONFIGURATION,
          "the view %s of events has no column 'domain'".formatted(view.name()),
          "add one, see README.md beside the views");
    }
  }

  /** Whether statements without a time take the end of an encounter. */
  boolean fallsBackToEncounter() {
    return view.columns().contains("time_encounter");
  }

  /** Whether codes may stand in another resource. */
  boolean refersToCodes() {
    return view.columns().contains("code_reference");
  }

  /** One row per row of the view. One pass over {@code resources}, without a shuffle. */
  Dataset<Row> rows(Dataset<Row> resources) {
    Dataset<Row> rows = view.rows(resources, List.of(Resources.ID, Resources.VERSION));
    Dataset<Row> texts =
        rows.withColumn(TIME_TEXT, isBirth() ? first("time_start") : first("time"))
            .withColumn(AVAILABLE_TEXT, first("available"))
            .withColumn(END_TEXT, first("end"));
    Column time =
        isBirth()
            ? FhirTimes.first(col(TIME_TEXT), settings.zone())
            : FhirTimes.last(col(TIME_TEXT), settings.zone());
    return texts.select(
        lit(view.name()).as(VIEW),
        lit(settings.name()).as(Events.SOURCE),
        lit(view.resource()).as(Events.SOURCE_TYPE),
        col(Resources.ID).as(Events.SOURCE_ID),
        col(Resources.VERSION).as(Events.SOURCE_VERSION),
        coalesce(first("part").cast(DataTypes.StringType), lit("")).as(Events.SOURCE_PART),
        id(first("subject")).as(SUBJECT_KEY),
        time.as(Events.TIME),
        FhirTimes.precision(col(TIME_TEXT)).as(Events.TIME_PRECISION),
        lit(isStatic()).as(STATIC),
        FhirTimes.last(col(AVAILABLE_TEXT), settings.zone()).as(Events.AVAILABLE_TIME),
        FhirTimes.last(col(END_TEXT), settings.zone()).as(Events.END_TIME),
        coalesce(first("concept"), concept("code")).as(Events.CODE),
        first("code_text").as(Events.DESCRIPTION),
        first("code_reference").as(CODE_KEY),
        first("domain").as(Events.DOMAIN),
        number().as(Events.NUMERIC_VALUE),
        text().as(Events.TEXT_VALUE),
        when(number().isNotNull(), first("unit")).as(Events.UNIT),
        id(first("encounter")).as(Events.ENCOUNTER_ID),
        first("time_encounter").as(ENCOUNTER_KEY));
  }

  /** The id in a key such as {@code Patient/1}. */
  static Column id(Column key) {
    return substring_index(key, "/", -1);
  }

  private boolean isBirth() {
    return !candidates.of("time_start").isEmpty();
  }

  private boolean isStatic() {
    return candidates.of("time").isEmpty() && !isBirth();
  }

  /** The code of the first candidate that has one. */
  private Column concept(String name) {
    List<Column> concepts =
        candidates.of(name).stream()
            .map(
                code -> {
                  String system = name + "_system" + code.substring(name.length());
                  Column uri =
                      view.columns().contains(system) ? col(system) : lit(null).cast("string");
                  return systems.concept(uri, col(code), settings.name());
                })
            .toList();
    return Candidates.first(concepts);
  }

  /** The number; null where it is not one or too large for a double. */
  private Column number() {
    Column number = first(VALUE).try_cast(DataTypes.DoubleType);
    return when(abs(number).lt(lit(Double.POSITIVE_INFINITY)), number);
  }

  /** The coded value, the text, or what cannot be said by the number alone. */
  private Column text() {
    Column bounded = concat(first("comparator"), first(VALUE));
    Column unreadable = when(number().isNull(), first(VALUE));
    return coalesce(concept("value_code"), first("value_text"), bounded, unreadable);
  }

  private Column first(String name) {
    return candidates.first(name);
  }
}
