package org.medley.jobs.source.csv;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.features.contract.Outcomes;
import org.medley.features.contract.People;
import org.medley.features.contract.StatedOutcomes;
import org.medley.features.contract.Statements;
import org.medley.features.contract.SubjectLinks;
import org.medley.jobs.source.LineStates;

/**
 * What the settled lines of a registry state: people, outcomes and events.
 *
 * @param lines lines that went through {@link Settlement}, with {@code source_subject_id}
 * @param source the source
 */
record RegistryTables(Dataset<Row> lines, String source) {
  /** The type of a registry's record in {@code source_type}. */
  static final String TYPE = "registry";

  private static final String REST = "rest";
  private static final String BIRTH = "birth";
  private static final String DEATH = "death";
  private static final int PLACES = 6;

  /**
   * Returns the people under {@code clinical.people}: everyone with a line that is not rejected.
   * One aggregation by person.
   */
  Dataset<Row> people() {
    return People.TABLE.conform(
        persons()
            .select(
                lit(source).as(People.SOURCE),
                col(People.SOURCE_SUBJECT_ID),
                col(People.IDENTIFIER_SYSTEM),
                col(People.SOURCE_SUBJECT_ID).as(People.IDENTIFIER),
                col(BIRTH).getField(People.BIRTH_DATE).as(People.BIRTH_DATE),
                col(People.SEX),
                nothing().as(People.RACE),
                nothing().as(People.ETHNICITY),
                nothing().as(People.REGION),
                timestamp_micros(col(DEATH).getField(RegistryLines.DEATH_MICROS))
                    .as(People.DEATH_TIME)));
  }

  /** Returns the outcomes that hold, under {@code clinical.stated_outcomes}. */
  Dataset<Row> outcomes() {
    return StatedOutcomes.TABLE.conform(
        lines
            .where(LineStates.accepted())
            .select(
                col(StatedOutcomes.SOURCE_SUBJECT_ID),
                col(Outcomes.FILE),
                col(Outcomes.LINE),
                inline(col(Settlement.CURRENT)))
            .select(
                col(StatedOutcomes.SOURCE_SUBJECT_ID),
                col(Outcomes.ENDPOINT),
                timestamp_micros(col(OutcomeRule.ENTRY_MICROS)).as(Outcomes.ENTRY_TIME),
                timestamp_micros(col(OutcomeRule.TIME_MICROS)).as(Outcomes.TIME),
                col(Outcomes.STATUS),
                col(Outcomes.ARM),
                lit(source).as(Outcomes.SOURCE),
                col(Outcomes.FILE),
                col(Outcomes.LINE)));
  }

  /**
   * Returns the measures under {@code clinical.statements}, and births and deaths where the
   * registry declares its people. The same value of a person, code and time is one statement
   * however many lines repeat it; the one that was known first counts. Its key is the person and
   * time ({@code source_id}), and the code with its place among the values of that time ({@code
   * source_part}). Shuffles the measures by person and time.
   */
  Dataset<Row> statements(boolean declares) {
    Dataset<Row> measures =
        lines
            .where(LineStates.accepted())
            .select(col(Statements.SOURCE_SUBJECT_ID), inline(col(RegistryLines.MEASURES)));
    Dataset<Row> stated =
        declares ? measures.unionByName(births()).unionByName(deaths()) : measures;
    Column rest =
        struct(
            col(MeasureRule.AVAILABLE_MICROS),
            col(Events.AVAILABLE_BASIS),
            col(Events.TIME_PRECISION),
            col(Events.DOMAIN),
            col(Events.DESCRIPTION));
    WindowSpec values =
        Window.partitionBy(Statements.SOURCE_SUBJECT_ID, MeasureRule.TIME_MICROS, Events.CODE)
            .orderBy(Events.NUMERIC_VALUE, Events.TEXT_VALUE, Events.UNIT);
    Column place = lpad(row_number().over(values).cast(DataTypes.StringType), PLACES, "0");
    return Statements.TABLE.conform(
        stated
            .groupBy(
                Statements.SOURCE_SUBJECT_ID,
                MeasureRule.TIME_MICROS,
                Events.CODE,
                Events.NUMERIC_VALUE,
                Events.TEXT_VALUE,
                Events.UNIT)
            .agg(min(rest).as(REST))
            .select(columns(place)));
  }

  private Column[] columns(Column place) {
    Column at = coalesce(col(MeasureRule.TIME_MICROS).cast(DataTypes.StringType), lit(""));
    Column never = lit(null).cast(DataTypes.TimestampType);
    return new Column[] {
      col(Statements.SOURCE_SUBJECT_ID),
      timestamp_micros(col(MeasureRule.TIME_MICROS)).as(Events.TIME),
      never.as(Events.END_TIME),
      timestamp_micros(rest(MeasureRule.AVAILABLE_MICROS)).as(Events.AVAILABLE_TIME),
      rest(Events.AVAILABLE_BASIS),
      rest(Events.TIME_PRECISION),
      never.as(Events.SUPERSEDED_TIME),
      col(Events.CODE),
      rest(Events.DOMAIN),
      col(Events.NUMERIC_VALUE),
      col(Events.TEXT_VALUE),
      col(Events.UNIT),
      rest(Events.DESCRIPTION),
      nothing().as(Events.ENCOUNTER_ID),
      lit(source).as(Events.SOURCE),
      lit(TYPE).as(Events.SOURCE_TYPE),
      concat(col(Statements.SOURCE_SUBJECT_ID), lit("@"), at).as(Events.SOURCE_ID),
      concat(col(Events.CODE), lit("#"), place).as(Events.SOURCE_PART),
      nothing().as(Events.SOURCE_VERSION)
    };
  }

  /** One row per person: key, identifier_system, sex, and what is known of birth and death. */
  private Dataset<Row> persons() {
    Column usable =
        col(LineStates.STATE)
            .isin(LineStates.ACCEPTED, LineStates.SUPERSEDED, LineStates.DUPLICATE);
    return lines
        .where(usable)
        .groupBy(People.SOURCE_SUBJECT_ID, SubjectLinks.IDENTIFIER_SYSTEM)
        .agg(
            min(People.SEX).as(People.SEX),
            firstStated(
                    People.BIRTH_DATE, RegistryLines.BIRTH_MICROS, RegistryLines.BIRTH_PRECISION)
                .as(BIRTH),
            firstStated(RegistryLines.DEATH_MICROS, RegistryLines.DEATH_PRECISION).as(DEATH));
  }

  private static Column firstStated(String decisive, String... more) {
    return min(when(col(decisive).isNotNull(), struct(decisive, more)));
  }

  private Dataset<Row> births() {
    Dataset<Row> born = persons().where(col(BIRTH).isNotNull());
    return vital(
        born,
        "MEDS_BIRTH",
        "admin",
        col(BIRTH).getField(RegistryLines.BIRTH_MICROS),
        col(BIRTH).getField(RegistryLines.BIRTH_PRECISION));
  }

  private Dataset<Row> deaths() {
    Dataset<Row> dead = persons().where(col(DEATH).isNotNull());
    return vital(
        dead,
        "MEDS_DEATH",
        DEATH,
        col(DEATH).getField(RegistryLines.DEATH_MICROS),
        col(DEATH).getField(RegistryLines.DEATH_PRECISION));
  }

  private static Dataset<Row> vital(
      Dataset<Row> persons, String code, String domain, Column micros, Column precision) {
    return persons.select(
        col(Statements.SOURCE_SUBJECT_ID),
        lit(code).as(Events.CODE),
        micros.as(MeasureRule.TIME_MICROS),
        lit(null).cast(DataTypes.DoubleType).as(Events.NUMERIC_VALUE),
        nothing().as(Events.TEXT_VALUE),
        nothing().as(Events.UNIT),
        micros.as(MeasureRule.AVAILABLE_MICROS),
        lit("assumed").as(Events.AVAILABLE_BASIS),
        precision.as(Events.TIME_PRECISION),
        lit(domain).as(Events.DOMAIN),
        nothing().as(Events.DESCRIPTION));
  }

  private static Column rest(String field) {
    return col(REST).getField(field).as(field);
  }

  private static Column nothing() {
    return lit(null).cast(DataTypes.StringType);
  }
}
