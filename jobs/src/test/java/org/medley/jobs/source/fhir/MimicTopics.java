package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What can be compared between the two routes of {@link MimicRoutes}: multisets of facts. */
final class MimicTopics {
  private static final String ICU_DRUGS = "file = 'MimicMedicationAdministrationICU'";
  private static final String OUTPUTS = "file = 'MimicObservationOutputevents'";
  private static final String LOCAL = "from_utc_timestamp(time, '" + MimicRoutes.ZONE + "')";
  private static final String ITEM = "substring_index(code, '//', -1)";
  private static final String SECOND = "split_part(code, '//', 2)";
  private static final String LAST = "split_part(code, '//', -1)";
  private static final String ICD =
      "concat(regexp_extract(code, 'icd(9|10)', 1), '/', " + ITEM + ")";
  private static final String MEDS_ICD = "concat(split_part(code, '//', -2), '/', " + LAST + ")";
  private static final String VALUE = "cast(coalesce(source_value, numeric_value) AS FLOAT)";
  private static final String NONE = "false";
  private static final String TRANSFER =
      "code LIKE 'TRANSFER_TO//%' AND code NOT LIKE 'TRANSFER_TO//discharge//%'";
  private static final String GIVEN =
      "code LIKE 'MEDICATION//%' AND NOT code RLIKE '^MEDICATION//(START|STOP)//'";

  private static final List<Topic> TOPICS =
      List.of(
          topic("persons", "code = 'PERSON'", "''", "code = 'PERSON'", "''"),
          topic("sex", "code = 'PERSON'", "sex", "code = 'PERSON'", "sex"),
          topic(
              "birth, year",
              "code = 'PERSON'",
              "year(birth_date)",
              "code = 'PERSON'",
              "year(birth_date)"),
          topic("birth, day", "code = 'PERSON'", "birth_date", "code = 'PERSON'", "birth_date"),
          topic("birth, moment", is("MEDS_BIRTH"), "time", is("MEDS_BIRTH"), "time"),
          topic("death", is("MEDS_DEATH"), "''", is("MEDS_DEATH"), "''"),
          topic(
              "death, day",
              is("MEDS_DEATH"),
              "date(" + LOCAL + ")",
              is("MEDS_DEATH"),
              "date(" + LOCAL + ")"),
          topic("death, moment", is("MEDS_DEATH"), "time", is("MEDS_DEATH"), "time"),
          topic(
              "admission",
              "file = 'MimicEncounter' AND source_part = 'class'",
              "time",
              starts("HOSPITAL_ADMISSION"),
              "time"),
          topic(
              "discharge",
              "file = 'MimicEncounter' AND source_part = 'class'",
              "end_time",
              starts("HOSPITAL_DISCHARGE"),
              "time"),
          topic(
              "ICU stay, start",
              "file = 'MimicEncounterICU' AND source_part = 'class'",
              "time",
              starts("ICU_ADMISSION"),
              "time"),
          topic(
              "ICU stay, end",
              "file = 'MimicEncounterICU' AND source_part = 'class'",
              "end_time",
              starts("ICU_DISCHARGE"),
              "time"),
          topic(
              "ICU stay, first unit",
              "file = 'MimicEncounterICU' AND source_part = 'location/0'",
              "concat(time, " + ITEM + ")",
              starts("ICU_ADMISSION"),
              "concat(time, " + LAST + ")"),
          topic(
              "ED visit, start",
              "file = 'MimicEncounterED' AND source_part = 'class'",
              "time",
              is("ED_REGISTRATION"),
              "time"),
          topic(
              "ED visit, end",
              "file = 'MimicEncounterED' AND source_part = 'class'",
              "end_time",
              is("ED_OUT"),
              "time"),
          topic(
              "stay at a ward, start",
              "file = 'MimicEncounter' AND source_part LIKE 'location/%'",
              "concat(time, " + ITEM + ")",
              TRANSFER,
              "concat(time, " + LAST + ")"),
          topic("diagnosis", "file = 'MimicCondition'", ICD, starts("DIAGNOSIS"), MEDS_ICD),
          topic(
              "diagnosis, moment",
              "file = 'MimicCondition'",
              "concat(time, ' ', " + ICD + ")",
              starts("DIAGNOSIS"),
              "concat(time, ' ', " + MEDS_ICD + ")"),
          topic(
              "infusion, start of a period",
              ICU_DRUGS + " AND end_time IS NOT NULL",
              "concat(time, ' ', " + ITEM + ")",
              starts("INFUSION_START") + " AND numeric_value IS NOT NULL",
              "concat(time, ' ', " + SECOND + ")"),
          topic(
              "infusion, start of a bolus",
              ICU_DRUGS + " AND end_time IS NULL",
              "concat(time, ' ', " + ITEM + ")",
              starts("INFUSION_START") + " AND numeric_value IS NULL",
              "concat(time, ' ', " + SECOND + ")"),
          topic(
              "infusion, end or moment of a bolus",
              ICU_DRUGS,
              "concat(coalesce(end_time, time), ' ', " + ITEM + ")",
              starts("INFUSION_END"),
              "concat(time, ' ', " + SECOND + ")"),
          topic(
              "infusion, amount",
              ICU_DRUGS,
              "concat(coalesce(end_time, time), ' ', " + ITEM + ", ' ', " + VALUE + ")",
              starts("INFUSION_END"),
              "concat(time, ' ', " + SECOND + ", ' ', " + VALUE + ")"),
          topic(
              "infusion, rate",
              NONE,
              "''",
              starts("INFUSION_START") + " AND numeric_value IS NOT NULL",
              "''"),
          topic(
              "output",
              OUTPUTS,
              "concat(time, ' ', " + ITEM + ")",
              starts("SUBJECT_FLUID_OUTPUT"),
              "concat(time, ' ', " + SECOND + ")"),
          topic(
              "output, amount",
              OUTPUTS,
              "concat(time, ' ', " + ITEM + ", ' ', " + VALUE + ")",
              starts("SUBJECT_FLUID_OUTPUT"),
              "concat(time, ' ', " + SECOND + ", ' ', " + VALUE + ")"),
          topic(
              "coded procedure",
              "file = 'MimicProcedure'",
              "concat(time, ' ', " + ICD + ")",
              starts("PROCEDURE//ICD"),
              "concat(time, ' ', " + MEDS_ICD + ")"),
          topic(
              "ICU procedure, start",
              "file = 'MimicProcedureICU'",
              "concat(time, ' ', " + ITEM + ")",
              starts("PROCEDURE//START"),
              "concat(time, ' ', " + LAST + ")"),
          topic(
              "ICU procedure, end",
              "file = 'MimicProcedureICU'",
              "concat(end_time, ' ', " + ITEM + ")",
              starts("PROCEDURE//END"),
              "concat(time, ' ', " + LAST + ")"),
          topic(
              "dose on the ward", "file = 'MimicMedicationAdministration'", "time", GIVEN, "time"),
          topic(
              "dose on the ward, how",
              "file = 'MimicMedicationAdministration'",
              "concat(time, coalesce(split_part(text_value, '//', -1), 'UNK'))",
              GIVEN,
              "concat(time, " + LAST + ")"),
          topic(
              "order",
              "file = 'MimicMedicationRequest'",
              "time",
              starts("MEDICATION//START"),
              "time"),
          topic("order, end", NONE, "''", starts("MEDICATION//STOP"), "''"),
          topic("weight", NONE, "''", starts("SUBJECT_WEIGHT_AT_INFUSION"), "''"),
          topic("discharge without a ward", NONE, "''", starts("TRANSFER_TO//discharge"), "''"),
          topic("group of cases (DRG)", NONE, "''", starts("DRG"), "''"),
          topic("HCPCS", "code LIKE '%mimic-hcpcs-cd//%'", "''", starts("HCPCS"), "''"),
          topic("laboratory and charted results", NONE, "''", starts("LAB"), "''"),
          topic(
              "outpatient measurements",
              NONE,
              "''",
              "code RLIKE '^(BMI|Blood Pressure|Height|Weight)'",
              "''"),
          topic("sex as an event", NONE, "''", starts("GENDER"), "''"),
          topic(
              "ICU stay, later units",
              "file = 'MimicEncounterICU' AND source_part RLIKE '^location/[1-9]'",
              "''",
              NONE,
              "''"),
          topic(
              "kind of visit",
              "source_part = 'type' AND code NOT LIKE '%mimic-hcpcs-cd//%'",
              "''",
              NONE,
              "''"),
          topic("ED diagnosis", "file = 'MimicConditionED'", "''", NONE, "''"),
          topic(
              "ED observation",
              "file RLIKE '^MimicObservation(ED|VitalSignsED)$'",
              "''",
              NONE,
              "''"),
          topic("ED procedure", "file = 'MimicProcedureED'", "''", NONE, "''"),
          topic(
              "ED drug",
              "file RLIKE '^Mimic(MedicationStatementED|MedicationDispenseED)$'",
              "''",
              NONE,
              "''"),
          topic("dispensing", "file = 'MimicMedicationDispense'", "''", NONE, "''"),
          topic(
              "date charted in the ICU",
              "file = 'MimicObservationDatetimeevents'",
              "''",
              NONE,
              "''"),
          topic("microbiology", "file LIKE 'MimicObservationMicro%'", "''", NONE, "''"),
          topic("specimen", "file LIKE 'MimicSpecimen%'", "''", NONE, "''"));

  private MimicTopics() {}

  /**
   * Facts of one topic.
   *
   * @param name the topic
   * @param fhir which rows of the FHIR route state it
   * @param fhirKey what they state of their subject
   * @param meds which rows of the MEDS route state it
   * @param medsKey what they state of their subject
   */
  private record Topic(String name, String fhir, String fhirKey, String meds, String medsKey) {}

  /**
   * How many facts of a topic each route has.
   *
   * @param fhir by FHIR
   * @param meds by MEDS
   * @param same in both, each fact counted as often as both have it
   */
  record Figures(long fhir, long meds, long same) {}

  /** The figures by topic. */
  static Map<String, Figures> compare(MimicRoutes routes) {
    Dataset<Row> one =
        facts(routes.fhir(), Topic::fhir, Topic::fhirKey)
            .withColumn("fhir", lit(1L))
            .withColumn("meds", lit(0L));
    Dataset<Row> other =
        facts(routes.meds(), Topic::meds, Topic::medsKey)
            .withColumn("fhir", lit(0L))
            .withColumn("meds", lit(1L));
    Map<String, Figures> figures = new TreeMap<>();
    one.unionByName(other)
        .groupBy("topic", "subject_id", "fact")
        .agg(sum("fhir").as("fhir"), sum("meds").as("meds"))
        .groupBy("topic")
        .agg(sum("fhir"), sum("meds"), sum(least(col("fhir"), col("meds"))))
        .collectAsList()
        .forEach(
            row ->
                figures.put(
                    row.getString(0), new Figures(row.getLong(1), row.getLong(2), row.getLong(3))));
    return figures;
  }

  /** Rows of both routes that no topic speaks of. */
  static long unspoken(MimicRoutes routes) {
    return none(routes.fhir(), Topic::fhir) + none(routes.meds(), Topic::meds);
  }

  private static long none(Dataset<Row> rows, Function<Topic, String> where) {
    return rows.where(
            size(array_compact(
                    array(
                        TOPICS.stream()
                            .map(topic -> when(expr(where.apply(topic)), 1))
                            .toArray(Column[]::new))))
                .equalTo(0))
        .count();
  }

  private static Dataset<Row> facts(
      Dataset<Row> rows, Function<Topic, String> where, Function<Topic, String> key) {
    Column[] stated =
        TOPICS.stream()
            .filter(topic -> !where.apply(topic).equals(NONE))
            .map(
                topic ->
                    when(
                        expr(where.apply(topic)),
                        struct(
                            lit(topic.name()).as("topic"),
                            expr(key.apply(topic)).cast("string").as("fact"))))
            .toArray(Column[]::new);
    return rows.select(col("subject_id"), explode(array_compact(array(stated))).as("stated"))
        .select(col("stated.topic"), col("subject_id"), col("stated.fact"));
  }

  private static Topic topic(
      String name, String fhir, String fhirKey, String meds, String medsKey) {
    return new Topic(name, fhir, fhirKey, meds, medsKey);
  }

  private static String is(String code) {
    return "code = '" + code + "'";
  }

  private static String starts(String code) {
    return "code LIKE '" + code + "//%'";
  }
}
