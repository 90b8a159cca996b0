package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.features.contract.Resources;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.view.View;
import org.medley.jobs.view.ViewDefinition;

/**
 * The rows of one view of events in the columns that all such views share, still as texts and
 * before anything is looked up elsewhere; {@link Interpretation} reads the texts. The names that a
 * view may use are listed in {@code conf/views/README.md}.
 */
final class Statements {
  static final String VIEW = "view";
  static final String SUBJECT_KEY = "subject_key";
  static final String ENCOUNTER_KEY = "encounter_key";
  static final String CODE_KEY = "code_key";
  static final String STATIC = "is_static";
  static final String BIRTH = "is_birth";
  static final String TIME_TEXT = "time_text";
  static final String AVAILABLE_TEXT = "available_text";
  static final String END_TEXT = "end_text";
  static final String CONCEPT = "concept";
  static final String CODE_SYSTEM = "code_system";
  static final String CODE = "plain_code";
  static final String VALUE = "value";
  static final String COMPARATOR = "comparator";
  static final String VALUE_SYSTEM = "value_system";
  static final String VALUE_CODE = "value_code";
  static final String VALUE_TEXT = "plain_text";

  private final View view;
  private final Candidates candidates;

  Statements(ViewDefinition definition) {
    this.view = new View(definition);
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
    return rows.select(
        lit(view.name()).as(VIEW),
        lit(view.resource()).as(Events.SOURCE_TYPE),
        col(Resources.ID).as(Events.SOURCE_ID),
        col(Resources.VERSION).as(Events.SOURCE_VERSION),
        first("part").cast(DataTypes.StringType).as(Events.SOURCE_PART),
        first("subject").as(SUBJECT_KEY),
        first(isBirth() ? "time_start" : "time").as(TIME_TEXT),
        lit(isBirth()).as(BIRTH),
        lit(isStatic()).as(STATIC),
        first("available").as(AVAILABLE_TEXT),
        first("end").as(END_TEXT),
        first("concept").as(CONCEPT),
        chosen("code", "code_system").as(CODE_SYSTEM),
        first("code").as(CODE),
        first("code_text").as(Events.DESCRIPTION),
        first("code_reference").as(CODE_KEY),
        first("domain").as(Events.DOMAIN),
        first("value").as(VALUE),
        first("comparator").as(COMPARATOR),
        first("unit").as(Events.UNIT),
        first("value_code_system").as(VALUE_SYSTEM),
        first("value_code").as(VALUE_CODE),
        first("value_text").as(VALUE_TEXT),
        first("encounter").as(Events.ENCOUNTER_ID),
        first("time_encounter").as(ENCOUNTER_KEY));
  }

  private boolean isBirth() {
    return !candidates.of("time_start").isEmpty();
  }

  private boolean isStatic() {
    return candidates.of("time").isEmpty() && !isBirth();
  }

  /** Of the columns {@code partner}, the one that belongs to the first candidate with a value. */
  private Column chosen(String name, String partner) {
    List<Column> partners = new ArrayList<>();
    for (String candidate : candidates.of(name)) {
      String belongs = partner + candidate.substring(name.length());
      if (view.columns().contains(belongs)) {
        partners.add(when(col(candidate).isNotNull(), col(belongs)));
      }
    }
    return Candidates.first(partners);
  }

  private Column first(String name) {
    return candidates.first(name);
  }
}
