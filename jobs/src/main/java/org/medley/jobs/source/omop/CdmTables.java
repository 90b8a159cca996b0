package org.medley.jobs.source.omop;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables that are read, with the names of CDM 5.4. */
final class CdmTables {
  static final String PERSON = "person";
  static final String CONCEPT = "concept";
  static final String ANCESTOR = "concept_ancestor";
  static final String LOCATION = "location";
  static final String DEATH = "death";
  static final String OBSERVATION = "observation";
  static final String OBSERVATION_PERIOD = "observation_period";

  /** Tables without which nothing can be read. */
  static final List<String> REQUIRED = List.of(PERSON, CONCEPT);

  /**
   * Every table by name. The domain of an event is that of its table; see {@link CdmStatements} for
   * the table observation. Details of visits are of domain admin: they are parts of visits, which
   * would be counted twice.
   */
  static final Map<String, CdmTable> ALL = all();

  private CdmTables() {}

  private static Map<String, CdmTable> all() {
    Map<String, CdmTable> tables = new LinkedHashMap<>();
    for (CdmTable table :
        List.of(
            person(),
            concept(),
            ancestor(),
            table(LOCATION, "", Map.of(Field.KEY, "location_id", Field.NAME, "state"), Field.KEY),
            period(),
            interval("visit_occurrence", "visit", "visit", "visit"),
            interval("visit_detail", "visit_detail", "visit_detail", "admin"),
            interval("condition_occurrence", "condition", "condition", "condition"),
            drugs(),
            with(interval("device_exposure", "device", "device_exposure", "device"), "quantity"),
            with(point("procedure_occurrence", "procedure", "procedure"), "quantity"),
            with(point("measurement", "measurement", "measurement"), "value_as_number"),
            with(point(OBSERVATION, OBSERVATION, "measurement"), "value_as_number"),
            death(),
            note())) {
      tables.put(table.name(), table);
    }
    return tables;
  }

  private static CdmTable person() {
    Map<Field, String> columns = new EnumMap<>(Field.class);
    columns.put(Field.KEY, "person_id");
    columns.put(Field.BIRTH_YEAR, "year_of_birth");
    columns.put(Field.BIRTH_MONTH, "month_of_birth");
    columns.put(Field.BIRTH_DAY, "day_of_birth");
    columns.put(Field.MOMENT, "birth_datetime");
    columns.put(Field.GENDER, "gender_concept_id");
    columns.put(Field.GENDER_TEXT, "gender_source_value");
    columns.put(Field.RACE, "race_concept_id");
    columns.put(Field.RACE_TEXT, "race_source_value");
    columns.put(Field.ETHNICITY, "ethnicity_concept_id");
    columns.put(Field.ETHNICITY_TEXT, "ethnicity_source_value");
    columns.put(Field.LOCATION, "location_id");
    columns.put(Field.IDENTIFIER, "person_source_value");
    return table(PERSON, "admin", columns, Field.KEY, Field.BIRTH_YEAR, Field.GENDER);
  }

  private static CdmTable concept() {
    return table(
        CONCEPT,
        "",
        Map.of(
            Field.KEY, "concept_id",
            Field.NAME, "concept_name",
            Field.VOCABULARY, "vocabulary_id",
            Field.CODE, "concept_code",
            Field.CONCEPT_DOMAIN, "domain_id"),
        Field.KEY,
        Field.NAME,
        Field.VOCABULARY,
        Field.CODE);
  }

  /** Its rows have no key of their own. */
  private static CdmTable ancestor() {
    return table(
        ANCESTOR,
        "",
        Map.of(
            Field.CONCEPT, "descendant_concept_id",
            Field.SOURCE_CONCEPT, "ancestor_concept_id",
            Field.NUMBER, "min_levels_of_separation"),
        Field.CONCEPT,
        Field.SOURCE_CONCEPT,
        Field.NUMBER);
  }

  private static CdmTable period() {
    return table(
        OBSERVATION_PERIOD,
        "",
        Map.of(
            Field.KEY, "observation_period_id",
            Field.PERSON, "person_id",
            Field.DAY, "observation_period_start_date",
            Field.END_DAY, "observation_period_end_date"),
        Field.KEY,
        Field.PERSON,
        Field.END_DAY);
  }

  private static CdmTable death() {
    return table(
        DEATH,
        "death",
        Map.of(
            Field.KEY, "person_id",
            Field.PERSON, "person_id",
            Field.DAY, "death_date",
            Field.MOMENT, "death_datetime",
            Field.VALUE_CONCEPT, "cause_concept_id",
            Field.VALUE_SOURCE, "cause_source_value"),
        Field.KEY);
  }

  private static CdmTable note() {
    Map<Field, String> columns = event("note", "note");
    columns.put(Field.CONCEPT, "note_class_concept_id");
    columns.put(Field.SOURCE_CONCEPT, "note_type_concept_id");
    columns.put(Field.VALUE_TEXT, "note_text");
    dates(columns, "note", "note_end");
    return table("note", "admin", columns, Field.KEY, Field.PERSON, Field.CONCEPT);
  }

  private static CdmTable drugs() {
    CdmTable table = with(interval("drug_exposure", "drug", "drug_exposure", "drug"), "quantity");
    Map<Field, String> columns = new EnumMap<>(table.columns());
    columns.put(Field.TYPE, "drug_type_concept_id");
    return new CdmTable(table.name(), table.domain(), columns, table.mandatory());
  }

  /** A table whose events last from {@code dates_start_date} to {@code dates_end_date}. */
  private static CdmTable interval(String name, String concept, String dates, String domain) {
    Map<Field, String> columns = event(name, concept);
    dates(columns, dates + "_start", dates + "_end");
    return table(name, domain, columns, Field.KEY, Field.PERSON, Field.CONCEPT);
  }

  /** A table whose events happen at {@code concept_date}. */
  private static CdmTable point(String name, String concept, String domain) {
    Map<Field, String> columns = event(name, concept);
    dates(columns, concept, concept + "_end");
    columns.put(Field.VALUE_CONCEPT, "value_as_concept_id");
    columns.put(Field.VALUE_TEXT, "value_as_string");
    columns.put(Field.VALUE_SOURCE, "value_source_value");
    columns.put(Field.OPERATOR, "operator_concept_id");
    return table(name, domain, columns, Field.KEY, Field.PERSON, Field.CONCEPT);
  }

  private static CdmTable with(CdmTable table, String number) {
    Map<Field, String> columns = new EnumMap<>(table.columns());
    columns.put(Field.NUMBER, number);
    columns.put(Field.UNIT_CONCEPT, "unit_concept_id");
    columns.put(Field.UNIT_TEXT, "unit_source_value");
    return new CdmTable(table.name(), table.domain(), columns, table.mandatory());
  }

  private static Map<Field, String> event(String name, String concept) {
    Map<Field, String> columns = new EnumMap<>(Field.class);
    columns.put(Field.KEY, name + "_id");
    columns.put(Field.PERSON, "person_id");
    columns.put(Field.VISIT, "visit_occurrence_id");
    columns.put(Field.CONCEPT, concept + "_concept_id");
    columns.put(Field.SOURCE_CONCEPT, concept + "_source_concept_id");
    columns.put(Field.SOURCE_VALUE, concept + "_source_value");
    return columns;
  }

  private static void dates(Map<Field, String> columns, String start, String end) {
    columns.put(Field.DAY, start + "_date");
    columns.put(Field.MOMENT, start + "_datetime");
    columns.put(Field.END_DAY, end + "_date");
    columns.put(Field.END_MOMENT, end + "_datetime");
  }

  private static CdmTable table(
      String name, String domain, Map<Field, String> columns, Field... mandatory) {
    Set<Field> fields = EnumSet.noneOf(Field.class);
    fields.addAll(Arrays.asList(mandatory));
    return new CdmTable(name, domain, columns, fields);
  }
}
