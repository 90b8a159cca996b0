package org.medley.features.safety;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Codes;
import org.medley.features.contract.Events;
import org.medley.features.contract.Subjects;

/**
 * What was known about each person at one instant that rules look at: one row per person, with the
 * facts as a list in the order of their times.
 */
final class SubjectFacts {
  /** The list; each fact has the fields that are named below. */
  static final String FACTS = "facts";

  /** Whether any drug is recorded of the person; in the same way diagnoses, allergies and genes. */
  static final String HAS_DRUGS = "has_drugs";

  static final String HAS_CONDITIONS = "has_conditions";
  static final String HAS_ALLERGIES = "has_allergies";
  static final String HAS_GENES = "has_genes";

  /** Microseconds since 1970; null: static. */
  static final String AT = "at";

  /** When it ended, in microseconds; null: it did not, or it is not stated. */
  static final String UNTIL = "until";

  static final String CONCEPTS = CodeConcepts.CONCEPTS;
  static final String DOMAIN = Events.DOMAIN;

  /** The number of a measurement in the unit of its analyte; null: none that can be used. */
  static final String NUMBER = "number";

  /** The source's words for the code, or the code. */
  static final String WORDS = "words";

  /** The source's text value. */
  static final String TEXT = "text";

  /** Whether a drug was handed out, and not only ordered. */
  static final String HANDED_OUT = "handed_out";

  /** Whether one dose was given, as in a hospital. */
  static final String GIVEN = "given";

  private static final String FACT = "fact";

  private SubjectFacts() {}

  /**
   * One row per person of {@code people}. Reads the events once and shuffles what is left of them,
   * by person, once; and the people once.
   *
   * @param events rows under {@link Events#TABLE}
   * @param people one row per person, with the columns of {@link Subjects} for id, birth and sex
   * @param advice facts that are not events, made by {@link AdviceFacts}
   * @param concepts what codes mean
   * @param asOf what became known later does not count, nor what was replaced by then
   */
  static Dataset<Row> of(
      Dataset<Row> events,
      Dataset<Row> people,
      Dataset<Row> advice,
      Dataset<Row> concepts,
      SafetyKnowledge knowledge,
      Instant asOf) {
    Dataset<Row> known =
        events
            .where(isKnown(asOf))
            .join(broadcast(concepts), new String[] {Codes.CODE, Codes.DOMAIN}, "left");
    Column fact = when(col(CONCEPTS).isNotNull(), fact(knowledge));
    Dataset<Row> rows =
        known
            .select(
                col(Events.SUBJECT_ID),
                isOf("drug").as(HAS_DRUGS),
                isOf("condition").as(HAS_CONDITIONS),
                isOf("allergy").as(HAS_ALLERGIES),
                isOf("genomic").as(HAS_GENES),
                fact.as(FACT))
            .unionByName(advice);
    Dataset<Row> perSubject =
        rows.groupBy(Events.SUBJECT_ID)
            .agg(
                array_sort(collect_list(col(FACT))).as(FACTS),
                max(HAS_DRUGS).as(HAS_DRUGS),
                max(HAS_CONDITIONS).as(HAS_CONDITIONS),
                max(HAS_ALLERGIES).as(HAS_ALLERGIES),
                max(HAS_GENES).as(HAS_GENES));
    return people
        .select(Subjects.SUBJECT_ID, Subjects.BIRTH_DATE, Subjects.SEX)
        .join(perSubject, new String[] {Subjects.SUBJECT_ID}, "left")
        .withColumn(Subjects.SEX, lower(col(Subjects.SEX)))
        .na()
        .fill(false, new String[] {HAS_DRUGS, HAS_CONDITIONS, HAS_ALLERGIES, HAS_GENES})
        .withColumn(
            FACTS, coalesce(col(FACTS), array().cast(perSubject.schema().apply(FACTS).dataType())));
  }

  private static Column isOf(String domain) {
    return col(Events.DOMAIN).equalTo(domain);
  }

  private static Column isKnown(Instant asOf) {
    Column now = lit(asOf);
    return coalesce(col(Events.TIME).leq(now), lit(true))
        .and(coalesce(col(Events.AVAILABLE_TIME).leq(now), lit(true)))
        .and(coalesce(col(Events.SUPERSEDED_TIME).gt(now), lit(true)));
  }

  private static Column fact(SafetyKnowledge knowledge) {
    Column genomic = isOf("genomic");
    Column at =
        when(genomic, coalesce(col(Events.TIME), col(Events.AVAILABLE_TIME)))
            .otherwise(col(Events.TIME));
    return struct(
        unix_micros(at).as(AT),
        unix_micros(col(Events.END_TIME)).as(UNTIL),
        col(CONCEPTS).as(CONCEPTS),
        col(Events.DOMAIN).as(DOMAIN),
        number(knowledge).as(NUMBER),
        coalesce(col(Events.DESCRIPTION), col(Events.CODE)).as(WORDS),
        col(Events.TEXT_VALUE).as(TEXT),
        coalesce(col(Events.SOURCE_TYPE).isin(Events.DISPENSINGS.toArray()), lit(false))
            .as(HANDED_OUT),
        coalesce(col(Events.SOURCE_TYPE).equalTo("MedicationAdministration"), lit(false))
            .as(GIVEN));
  }

  /** Finite numbers above zero, in the unit of the analyte; activity scores as they are. */
  private static Column number(SafetyKnowledge knowledge) {
    Column factor = lit(null).cast(DataTypes.DoubleType);
    for (Analyte analyte : new TreeMap<>(knowledge.analytes()).values()) {
      Column unit = try_element_at(factors(analyte), col(Events.UNIT));
      factor =
          when(array_contains(col(CONCEPTS), Concepts.analyte(analyte.name())), unit)
              .otherwise(factor);
    }
    Column value = col(Events.NUMERIC_VALUE);
    Column usable = value.gt(0).and(value.lt(Double.MAX_VALUE));
    return when(isOf("genomic"), value).when(usable, value.multiply(factor));
  }

  private static Column factors(Analyte analyte) {
    return map(
        new TreeMap<>(analyte.factors())
            .entrySet().stream()
                .flatMap(each -> Stream.of(lit(each.getKey()), lit(each.getValue())))
                .toArray(Column[]::new));
  }
}
