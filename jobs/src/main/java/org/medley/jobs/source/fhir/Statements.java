package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.view.View;
import org.medley.jobs.view.ViewDefinition;
import org.medley.jobs.view.ViewSet;

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
  static final String SUPPLY_DAYS = "supply_days";
  static final String CONCEPT = "concept";
  static final String CODE_SYSTEM = "code_system";
  static final String CODE = "plain_code";
  static final String VALUE = "value";
  static final String COMPARATOR = "comparator";
  static final String VALUE_SYSTEM = "value_system";
  static final String VALUE_CODE = "value_code";
  static final String VALUE_TEXT = "plain_text";

  /** Whether a row lacks something that it may find in another resource. */
  static final String LOOKS = "looks";

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

  /** The resource type that the view reads. */
  String resource() {
    return view.resource();
  }

  /** The definition of the view. */
  ViewDefinition definition() {
    return view.definition();
  }

  /** The shared columns of a row of the view, out of the view's own. */
  Map<String, Column> columns(ViewSet.Columns own) {
    Map<String, Column> shared = new LinkedHashMap<>();
    shared.put(VIEW, lit(view.name()));
    shared.put(Events.SOURCE_TYPE, lit(view.resource()));
    shared.put(Events.SOURCE_PART, part(own));
    shared.put(SUBJECT_KEY, first(own, "subject"));
    shared.put(TIME_TEXT, first(own, isBirth() ? "time_start" : "time"));
    shared.put(AVAILABLE_TEXT, first(own, "available"));
    shared.put(END_TEXT, first(own, "end"));
    shared.put(SUPPLY_DAYS, first(own, SUPPLY_DAYS));
    shared.put(CONCEPT, first(own, "concept"));
    shared.put(CODE_SYSTEM, chosen(own, "code", "code_system"));
    shared.put(CODE, first(own, "code"));
    shared.put(Events.DESCRIPTION, first(own, "code_text"));
    shared.put(CODE_KEY, first(own, "code_reference"));
    shared.put(Events.DOMAIN, first(own, "domain"));
    shared.put(VALUE, first(own, "value"));
    shared.put(COMPARATOR, first(own, "comparator"));
    shared.put(Events.UNIT, first(own, "unit"));
    shared.put(VALUE_SYSTEM, chosen(own, "value_code", "value_code_system"));
    shared.put(VALUE_CODE, first(own, "value_code"));
    shared.put(VALUE_TEXT, first(own, "value_text"));
    shared.put(Events.ENCOUNTER_ID, first(own, "encounter"));
    shared.put(ENCOUNTER_KEY, first(own, "time_encounter"));
    shared.replaceAll((name, column) -> column.cast(DataTypes.StringType));
    shared.put(BIRTH, lit(isBirth()));
    shared.put(STATIC, lit(isStatic()));
    return shared;
  }

  private boolean isBirth() {
    return !candidates.of("time_start").isEmpty();
  }

  private boolean isStatic() {
    return candidates.of("time").isEmpty() && !isBirth();
  }

  /** Of the columns {@code partner}, the one that belongs to the first candidate with a value. */
  private Column chosen(ViewSet.Columns own, String name, String partner) {
    List<Column> partners = new ArrayList<>();
    for (String candidate : candidates.of(name)) {
      String belongs = partner + candidate.substring(name.length());
      if (view.columns().contains(belongs)) {
        partners.add(when(own.get(candidate).isNotNull(), own.get(belongs)));
      }
    }
    return Candidates.first(partners);
  }

  /** A part of a part is written behind it, as in {@code 3/0}. */
  private Column part(ViewSet.Columns own) {
    Column part = first(own, "part");
    return view.columns().contains("part_within")
        ? concat_ws("/", part, own.get("part_within"))
        : part;
  }

  private Column first(ViewSet.Columns own, String name) {
    return Candidates.first(candidates.of(name).stream().map(own::get).toList());
  }
}
