package org.medley.features.leak;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.covariate.Ancestors;
import org.medley.features.covariate.CovariateFamilies;
import org.medley.features.covariate.CovariateFamily;
import org.medley.features.covariate.FeatureSettings;
import org.medley.features.covariate.LookbackWindow;

/**
 * What the events of a few members say, cut at the index time by a plain condition and counted by a
 * plain grouping. It shares no code with the covariates but the table of ancestors.
 */
final class EventFacts {
  static final String IN_UNIT = "fact_in_unit";
  static final String CODE = "fact_code";
  static final String UNIT = "fact_unit";
  static final String WINDOW = "fact_window";
  static final String DOMAIN = "fact_domain";

  /** Index time in microseconds. */
  static final String INDEX = "index_micros";

  static final String EVENTS = "known_events";
  static final String DAYS = "known_days";
  static final String LAST_TIME = "last_time";
  static final String NUMBERS = "known_numbers";
  static final String LAST_NUMBER_TIME = "last_number_time";
  static final String LAST = "last_number";
  static final String MEAN = "mean_number";
  static final String LEAST = "least_number";
  static final String GREATEST = "greatest_number";

  /** Events that had happened, known or not. */
  static final String HAPPENED = "happened";

  /** Events that had happened and became known only after the index time. */
  static final String LATE = "late";

  /** Known events by how their record was made. */
  static final String ASSUMED = "assumed";

  static final String EARLY = "early";
  static final String REPLACED = "replaced";

  static final Column[] MEMBER =
      Stream.of(Members.PURPOSE, Members.SUBJECT_ID, Members.INDEX_TIME)
          .map(Column::new)
          .toArray(Column[]::new);

  private static final double DAY = 86_400_000_000.0;
  private static final Object[] IN_UNITS = {"measurement", "questionnaire"};
  private static final String AT = "at_micros";
  private static final String AVAILABLE = "available_micros";
  private static final String SUPERSEDED = "superseded_micros";
  private static final String NUMBER = "number";
  private static final String KNOWN = "known";
  private static final String LINE = "line";

  private EventFacts() {}

  /**
   * Returns one row per member, domain, code (null: all codes), unit and window with what was known
   * in it. The members are broadcast; triggers no action.
   */
  static Dataset<Row> of(
      Dataset<Row> events,
      Dataset<Row> members,
      FeatureSettings settings,
      Optional<Dataset<Row>> ancestors) {
    Dataset<Row> rows = rows(events, settings);
    Dataset<Row> rolled =
        settings.options().adds() ? Ancestors.added(rows, settings.options(), ancestors) : rows;
    Dataset<Row> happened =
        rolled
            .join(broadcast(members), Members.SUBJECT_ID)
            .where(col(AT).isNull().or(col(AT).leq(col(INDEX))))
            .withColumn(KNOWN, known());
    return counted(lines(happened, settings.windows()));
  }

  private static Dataset<Row> rows(Dataset<Row> events, FeatureSettings settings) {
    Object[] domains =
        settings.families().stream()
            .map(CovariateFamilies::named)
            .map(CovariateFamily::domains)
            .flatMap(List::stream)
            .distinct()
            .toArray();
    Column number = col(Events.NUMERIC_VALUE);
    return events
        .where(col(Events.DOMAIN).isin(domains))
        .select(
            col(Events.SUBJECT_ID),
            col(Events.DOMAIN),
            col(Events.CODE),
            col(Events.UNIT),
            col(Events.DESCRIPTION),
            col(Events.AVAILABLE_BASIS),
            col(Events.SOURCE_ID),
            col(Events.SOURCE_PART),
            unix_micros(col(Events.TIME)).as(AT),
            unix_micros(col(Events.AVAILABLE_TIME)).as(AVAILABLE),
            unix_micros(col(Events.SUPERSEDED_TIME)).as(SUPERSEDED),
            when(abs(number).leq(Double.MAX_VALUE), number).as(NUMBER));
  }

  private static Column known() {
    Column available =
        when(col(AVAILABLE).isNull(), col(AT).isNull()).otherwise(col(AVAILABLE).leq(col(INDEX)));
    return available.and(
        when(col(SUPERSEDED).isNull(), true).otherwise(col(SUPERSEDED).gt(col(INDEX))));
  }

  /** Each event once for its code, its code in its unit and its domain, in each of its windows. */
  private static Dataset<Row> lines(Dataset<Row> happened, List<LookbackWindow> windows) {
    Column unit = col(Events.DOMAIN).isin(IN_UNITS).and(col(NUMBER).isNotNull());
    Column none = lit(null).cast(DataTypes.StringType);
    Column lines =
        array_compact(
            array(
                line(col(Events.CODE), lit(false), none),
                line(none, lit(false), none),
                when(unit, line(col(Events.CODE), lit(true), col(Events.UNIT)))));
    Column inside =
        array_compact(
            array(
                Stream.concat(windows.stream(), Stream.of(LookbackWindow.FULL))
                    .distinct()
                    .map(EventFacts::inside)
                    .toArray(Column[]::new)));
    return happened
        .withColumn(WINDOW, explode(inside))
        .withColumn(LINE, explode(lines))
        .select("*", LINE + ".*");
  }

  private static Column line(Column code, Column inUnit, Column unit) {
    return struct(code.as(CODE), inUnit.as(IN_UNIT), unit.as(UNIT));
  }

  private static Column inside(LookbackWindow window) {
    Column name = lit(window.name());
    return window.days().isEmpty()
        ? name
        : when(
            col(AT).isNull().or(col(INDEX).minus(col(AT)).lt(window.days().getAsInt() * DAY)),
            name);
  }

  private static Dataset<Row> counted(Dataset<Row> lines) {
    Column known = col(KNOWN);
    Column numbered = known.and(col(NUMBER).isNotNull());
    Column order =
        struct(
            col(AT), col(AVAILABLE), col(Events.SOURCE_ID), col(Events.SOURCE_PART), col(NUMBER));
    Column[] keys =
        Stream.concat(
                Stream.of(MEMBER),
                Stream.of(
                    col(INDEX),
                    col(Events.DOMAIN).as(DOMAIN),
                    col(CODE),
                    col(IN_UNIT),
                    col(UNIT),
                    col(WINDOW)))
            .toArray(Column[]::new);
    return lines
        .groupBy(keys)
        .agg(
            count_if(known).as(EVENTS),
            size(collect_set(when(known, floor(col(AT).divide(DAY))))).as(DAYS),
            max(when(known, col(AT))).as(LAST_TIME),
            count_if(numbered).as(NUMBERS),
            max(when(numbered, col(AT))).as(LAST_NUMBER_TIME),
            max(when(numbered, order)).getField(NUMBER).as(LAST),
            avg(when(known, col(NUMBER))).as(MEAN),
            min(when(known, col(NUMBER))).as(LEAST),
            max(when(known, col(NUMBER))).as(GREATEST),
            count(lit(1)).as(HAPPENED),
            count_if(col(AVAILABLE).gt(col(INDEX))).as(LATE),
            count_if(known.and(col(Events.AVAILABLE_BASIS).equalTo("assumed"))).as(ASSUMED),
            count_if(known.and(col(AVAILABLE).lt(col(AT)))).as(EARLY),
            count_if(known.and(col(SUPERSEDED).isNotNull())).as(REPLACED));
  }

  /** Returns the value that a recipe gives; null: none. */
  static Column value(Column recipe) {
    return when(recipe.isin(Traces.PRESENT, Traces.SUPPORT), when(col(EVENTS).gt(0), 1.0))
        .when(recipe.equalTo(Traces.EVENTS), col(EVENTS).cast(DataTypes.DoubleType))
        .when(recipe.equalTo(Traces.DAYS), col(DAYS).cast(DataTypes.DoubleType))
        .when(recipe.equalTo(Traces.NUMBERS), col(NUMBERS).cast(DataTypes.DoubleType))
        .when(recipe.equalTo(Traces.DAYS_SINCE), since(LAST_TIME))
        .when(recipe.equalTo(Traces.DAYS_SINCE_NUMBER), since(LAST_NUMBER_TIME))
        .when(recipe.equalTo(Traces.LAST), col(LAST))
        .when(recipe.equalTo(Traces.MEAN), col(MEAN))
        .when(recipe.equalTo(Traces.LEAST), col(LEAST))
        .when(recipe.equalTo(Traces.GREATEST), col(GREATEST));
  }

  private static Column since(String time) {
    return col(INDEX).minus(col(time)).divide(DAY);
  }
}
