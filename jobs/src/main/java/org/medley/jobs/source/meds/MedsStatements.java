package org.medley.jobs.source.meds;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.features.contract.People;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.Statements;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.SourceSettings;

/** What the rows of a data set state: the people in it, and their events. */
final class MedsStatements {
  /** The type of a MEDS record in {@code source_type}. */
  static final String TYPE = "meds";

  private static final String BIRTH = "MEDS_BIRTH";
  private static final String DEATH = "MEDS_DEATH";
  private static final int PLACES = 9;

  private final SourceSettings settings;

  MedsStatements(SourceSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns the statements of {@code rows} under {@code clinical.statements}: one row per accepted
   * row. Its key is the person and time ({@code source_id}) and its place among the rows of these
   * ({@code source_part}), by file and row. Shuffles the rows once, by person and time.
   *
   * @param descriptions code and description; empty: none are known
   * @param stays gets how many stays have an end, see {@link MedsStays#notes}
   */
  Dataset<Row> statements(
      Dataset<Row> rows, Optional<Dataset<Row>> descriptions, Observation stays) {
    WindowSpec moment =
        Window.partitionBy(MedsColumns.SUBJECT, MedsColumns.TIME)
            .orderBy(Quarantine.FILE, Quarantine.LINE);
    Column number = col(MedsColumns.NUMBER);
    Column finite = when(abs(number).lt(lit(Double.POSITIVE_INFINITY)), number);
    Column untold =
        when(number.isNotNull().and(finite.isNull()), number.cast(DataTypes.StringType));
    MedsStays pairs =
        MedsStays.of(
            settings.name(), Optional.ofNullable(settings.options().get(MedsStays.OPTION)));
    Dataset<Row> used = pairs.ended(rows.where(LineStates.accepted()), stays);
    Dataset<Row> described =
        descriptions
            .map(known -> used.join(known, new String[] {MedsColumns.CODE}, "left"))
            .orElseGet(
                () -> used.withColumn(Events.DESCRIPTION, lit(null).cast(DataTypes.StringType)));
    Column at = coalesce(unix_micros(col(MedsColumns.TIME)).cast(DataTypes.StringType), lit(""));
    Column part = lpad(row_number().over(moment).cast(DataTypes.StringType), PLACES, "0");
    Column nothing = lit(null).cast(DataTypes.StringType);
    Column never = lit(null).cast(DataTypes.TimestampType);
    Column isStatic = col(MedsColumns.TIME).isNull();
    return Statements.TABLE.conform(
        described.select(
            col(MedsColumns.SUBJECT).as(Statements.SOURCE_SUBJECT_ID),
            col(MedsColumns.TIME).as(Events.TIME),
            col(MedsStays.END).as(Events.END_TIME),
            col(MedsColumns.TIME).as(Events.AVAILABLE_TIME),
            when(isStatic, "stated").otherwise("assumed").as(Events.AVAILABLE_BASIS),
            when(isStatic, "static").otherwise("instant").as(Events.TIME_PRECISION),
            never.as(Events.SUPERSEDED_TIME),
            col(MedsColumns.CODE).as(Events.CODE),
            domain().as(Events.DOMAIN),
            finite.as(Events.NUMERIC_VALUE),
            coalesce(col(MedsColumns.TEXT), untold).as(Events.TEXT_VALUE),
            nothing.as(Events.UNIT),
            col(Events.DESCRIPTION),
            col(MedsColumns.ENCOUNTER).as(Events.ENCOUNTER_ID),
            lit(settings.name()).as(Events.SOURCE),
            lit(TYPE).as(Events.SOURCE_TYPE),
            concat(col(MedsColumns.SUBJECT), lit("@"), at).as(Events.SOURCE_ID),
            part.as(Events.SOURCE_PART),
            nothing.as(Events.SOURCE_VERSION)));
  }

  /**
   * Returns the people of {@code rows} under {@code clinical.people}: everyone with an accepted
   * row. Birth, death, {@code GENDER//…} or {@code SEX//…}, {@code RACE//…} and {@code
   * ETHNICITY//…} are attributes too. One aggregation by person.
   */
  Dataset<Row> people(Dataset<Row> rows) {
    Optional<String> system = Optional.ofNullable(settings.options().get(Identities.OPTION));
    Column local = from_utc_timestamp(col(MedsColumns.TIME), settings.zone().getId());
    Dataset<Row> people =
        rows.where(LineStates.accepted())
            .groupBy(MedsColumns.SUBJECT)
            .agg(
                min(when(is(BIRTH), to_date(local))).as(People.BIRTH_DATE),
                min(when(is(DEATH), col(MedsColumns.TIME))).as(People.DEATH_TIME),
                min(when(is("GENDER").or(is("SEX")), value())).as(People.SEX),
                min(when(is("RACE"), value())).as(People.RACE),
                min(when(is("ETHNICITY"), value())).as(People.ETHNICITY));
    Column sex = lower(col(People.SEX));
    return People.TABLE.conform(
        people.select(
            lit(settings.name()).as(People.SOURCE),
            col(MedsColumns.SUBJECT).as(People.SOURCE_SUBJECT_ID),
            lit(system.orElse(Identities.ownSystem(settings.name()))).as(People.IDENTIFIER_SYSTEM),
            col(MedsColumns.SUBJECT).as(People.IDENTIFIER),
            col(People.BIRTH_DATE),
            when(sex.isin("m", "male"), "male")
                .when(sex.isin("f", "female"), "female")
                .when(sex.isin("u", "unk", "unknown"), "unknown")
                .when(sex.isNotNull(), "other")
                .as(People.SEX),
            col(People.RACE),
            col(People.ETHNICITY),
            lit(null).cast(DataTypes.StringType).as(People.REGION),
            col(People.DEATH_TIME)));
  }

  private static Column domain() {
    return MedsDomains.of(col(MedsColumns.CODE));
  }

  private static Column is(String level) {
    return substring_index(col(MedsColumns.CODE), "//", 1).equalTo(level);
  }

  private static Column value() {
    return substring_index(col(MedsColumns.CODE), "//", -1);
  }
}
