package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.jobs.source.IsoTimes;
import org.medley.jobs.source.SourceSettings;

/**
 * Reads the texts of {@link Statements}: times, codes, values; and says which rows are no events.
 * Done once for the rows of all views together, since the expressions are long.
 *
 * @param settings the source
 * @param systems names of code systems
 */
record Interpretation(SourceSettings settings, CodeSystems systems) {
  /** Why a row is no event; null if it is one. */
  static final String REASON = "reason";

  /** End of the encounter that stands in for a missing time; a text. */
  static final String ENCOUNTER_END = "encounter_end";

  /** The reasons. */
  static final List<String> REASONS = List.of("no-subject", "no-code", "no-time");

  private static final String ENCOUNTER_TIME = "encounter_time";

  /** The rows with the columns of events, and the reason. */
  Dataset<Row> of(Dataset<Row> statements) {
    return withReason(withAvailability(withValues(withTimes(statements))));
  }

  private Dataset<Row> withTimes(Dataset<Row> rows) {
    Column text = col(Statements.TIME_TEXT);
    Column time =
        when(col(Statements.BIRTH), IsoTimes.first(text, settings.zone()))
            .otherwise(IsoTimes.last(text, settings.zone()));
    return rows.withColumn(ENCOUNTER_TIME, last(ENCOUNTER_END))
        .withColumn(Events.TIME, coalesce(time, col(ENCOUNTER_TIME)))
        .withColumn(
            Events.TIME_PRECISION,
            when(col(Statements.STATIC), lit("static"))
                .when(col(ENCOUNTER_TIME).isNotNull(), lit("instant"))
                .otherwise(IsoTimes.precision(text)))
        .withColumn(Events.END_TIME, last(Statements.END_TEXT));
  }

  private Dataset<Row> withAvailability(Dataset<Row> rows) {
    return rows.withColumn(Events.AVAILABLE_TIME, last(Statements.AVAILABLE_TEXT))
        .withColumn(
            Events.AVAILABLE_BASIS,
            when(col(Events.AVAILABLE_TIME).isNotNull().or(col(Statements.STATIC)), lit("stated"))
                .when(col(ENCOUNTER_TIME).isNotNull(), lit("encounter"))
                .otherwise(lit("assumed")))
        .withColumn(Events.AVAILABLE_TIME, coalesce(col(Events.AVAILABLE_TIME), col(Events.TIME)));
  }

  private Dataset<Row> withValues(Dataset<Row> rows) {
    Column number = col(Statements.VALUE).try_cast(DataTypes.DoubleType);
    Column finite = when(abs(number).lt(lit(Double.POSITIVE_INFINITY)), number);
    Column coded = concept(Statements.VALUE_SYSTEM, Statements.VALUE_CODE);
    Column bounded = concat(col(Statements.COMPARATOR), col(Statements.VALUE));
    Column unreadable = when(col(Events.NUMERIC_VALUE).isNull(), col(Statements.VALUE));
    return rows.withColumn(Events.NUMERIC_VALUE, finite)
        .withColumn(
            Events.TEXT_VALUE, coalesce(coded, col(Statements.VALUE_TEXT), bounded, unreadable))
        .withColumn(Events.UNIT, when(col(Events.NUMERIC_VALUE).isNotNull(), col(Events.UNIT)))
        .withColumn(
            Events.CODE,
            coalesce(col(Statements.CONCEPT), concept(Statements.CODE_SYSTEM, Statements.CODE)))
        .withColumn(Events.SOURCE, lit(settings.name()))
        .withColumn(Events.SOURCE_PART, coalesce(col(Events.SOURCE_PART), lit("")))
        .withColumn(Events.ENCOUNTER_ID, Keys.id(col(Events.ENCOUNTER_ID)));
  }

  private static Dataset<Row> withReason(Dataset<Row> rows) {
    Column timeless = col(Events.TIME).isNull().and(not(col(Statements.STATIC)));
    return rows.withColumn(
        REASON,
        when(col(Events.SUBJECT_ID).isNull(), REASONS.get(0))
            .when(col(Events.CODE).isNull(), REASONS.get(1))
            .when(timeless, REASONS.get(2)));
  }

  private Column concept(String system, String code) {
    return systems.concept(col(system), col(code), settings.name());
  }

  private Column last(String text) {
    return IsoTimes.last(col(text), settings.zone());
  }
}
