package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_dt_interval;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
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

  /** The reason of a row that is to be read again, with what it looks up in another resource. */
  static final String ELSEWHERE = "elsewhere";

  /** What is counted of rows that are events in a unit with no way to the canonical one. */
  static final String UNCONVERTIBLE = "unconvertible";

  /** More days of supply than these are a slip. */
  private static final int MOST_DAYS = 3660;

  private static final String ENCOUNTER_TIME = "encounter_time";

  /**
   * The rows with the columns of events, and the reason. In three projections, since each one more
   * is paid with another analysis of the whole plan.
   */
  Dataset<Row> of(Dataset<Row> statements) {
    return statements.withColumns(read()).withColumns(chosen()).withColumns(judged());
  }

  /** What the texts say. */
  private Map<String, Column> read() {
    Column text = col(Statements.TIME_TEXT);
    Column number = col(Statements.VALUE).try_cast(DataTypes.DoubleType);
    return Map.ofEntries(
        Map.entry(ENCOUNTER_TIME, last(ENCOUNTER_END)),
        Map.entry(
            Events.TIME,
            when(col(Statements.BIRTH), IsoTimes.first(text, settings.zone()))
                .otherwise(IsoTimes.last(text, settings.zone()))),
        Map.entry(Events.END_TIME, last(Statements.END_TEXT)),
        Map.entry(Events.AVAILABLE_TIME, last(Statements.AVAILABLE_TEXT)),
        Map.entry(
            Events.NUMERIC_VALUE, when(abs(number).lt(lit(Double.POSITIVE_INFINITY)), number)),
        Map.entry(
            Events.CODE,
            coalesce(col(Statements.CONCEPT), concept(Statements.CODE_SYSTEM, Statements.CODE))),
        Map.entry(Events.SOURCE, lit(settings.name())),
        Map.entry(Events.SOURCE_PART, coalesce(col(Events.SOURCE_PART), lit(""))),
        Map.entry(Events.ENCOUNTER_ID, Keys.id(col(Events.ENCOUNTER_ID))));
  }

  /** Which of several candidates stands. */
  private Map<String, Column> chosen() {
    Column fromEncounter = col(ENCOUNTER_TIME).isNotNull();
    Column coded = concept(Statements.VALUE_SYSTEM, Statements.VALUE_CODE);
    Column bounded = concat(col(Statements.COMPARATOR), col(Statements.VALUE));
    Column unreadable = when(col(Events.NUMERIC_VALUE).isNull(), col(Statements.VALUE));
    return Map.of(
        Events.TIME, coalesce(col(Events.TIME), col(ENCOUNTER_TIME)),
        Events.END_TIME, coalesce(col(Events.END_TIME), lastSupplied()),
        Events.TIME_PRECISION,
            when(col(Statements.STATIC), lit("static"))
                .when(fromEncounter, lit("instant"))
                .otherwise(IsoTimes.precision(col(Statements.TIME_TEXT))),
        Events.AVAILABLE_BASIS,
            when(col(Events.AVAILABLE_TIME).isNotNull().or(col(Statements.STATIC)), lit("stated"))
                .when(fromEncounter, lit("encounter"))
                .otherwise(lit("assumed")),
        Events.TEXT_VALUE, coalesce(coded, col(Statements.VALUE_TEXT), bounded, unreadable),
        Events.UNIT, when(col(Events.NUMERIC_VALUE).isNotNull(), col(Events.UNIT)));
  }

  /** The last of the days that are supplied from the time on, at the same time of day. */
  private static Column lastSupplied() {
    Column days = col(Statements.SUPPLY_DAYS).try_cast(DataTypes.DoubleType);
    Column later = ceil(days).cast(DataTypes.IntegerType).minus(1);
    Column span = make_dt_interval(later);
    return when(days.gt(0).and(days.leq(MOST_DAYS)), col(Events.TIME).plus(span));
  }

  /** A version that replaced another was not known before it did. */
  private static Map<String, Column> judged() {
    Column timeless = col(Events.TIME).isNull().and(not(col(Statements.STATIC)));
    return Map.of(
        Events.AVAILABLE_TIME,
        greatest(
            coalesce(col(Events.AVAILABLE_TIME), col(Events.TIME)),
            col(ResourceHistory.REVISED_TIME)),
        REASON,
        when(col(Statements.LOOKS), ELSEWHERE)
            .when(col(Events.SUBJECT_ID).isNull(), REASONS.get(0))
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
