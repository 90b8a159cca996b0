package org.medley.features.leak;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Reference.AGGREGATE;
import static org.medley.features.contract.Reference.CODE;
import static org.medley.features.contract.Reference.COVARIATE;
import static org.medley.features.contract.Reference.FAMILY;
import static org.medley.features.contract.Reference.UNIT;
import static org.medley.features.contract.Reference.WINDOW;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.covariate.CovariateFamilies;

/**
 * How far each covariate can be traced to events: its value can be made from them by a plain
 * statement, or it can at least be asked whether there is any event that it could come from.
 */
final class Traces {
  /** The column that says how the value follows from the events of {@link EventFacts}. */
  static final String RECIPE = "recipe";

  /** The code of those events; null: any of the covariate's domains. */
  static final String OF_CODE = "of_code";

  /** Whether only events with a number in {@link #OF_UNIT} count. */
  static final String IN_UNIT = "in_unit";

  static final String OF_UNIT = "of_unit";

  /** The lookback window of those events. */
  static final String OF_WINDOW = "of_window";

  static final String PRESENT = "present";
  static final String EVENTS = "events";
  static final String DAYS = "days";
  static final String DAYS_SINCE = "days since";
  static final String NUMBERS = "numbers";
  static final String DAYS_SINCE_NUMBER = "days since number";
  static final String LAST = "last";
  static final String MEAN = "mean";
  static final String LEAST = "least";
  static final String GREATEST = "greatest";

  /** A value needs an event, whatever it is. */
  static final String SUPPORT = "support";

  /** Not to be traced to events. */
  static final String INDICATOR = "indicator";

  static final String SUBJECT = "subject";
  static final String GENOTYPE = "genotype";

  /** Made by no family. */
  static final String UNKNOWN = "unknown";

  private static final String FULL = "full";
  private static final Object[] CODED = {"codes", "drugs"};
  private static final Object[] MEASURED = {"measurements", "questionnaires"};
  private static final String GENOMIC = "genomic";
  private static final String DEMOGRAPHICS = "demographics";
  private static final String UTILISATION = "utilisation";

  private Traces() {}

  /**
   * Returns the reference with the columns above.
   *
   * @param genotypes start of the codes that stand for genotypes and not for events; empty: none
   */
  static Dataset<Row> of(Dataset<Row> reference, Optional<String> genotypes) {
    Column genotype =
        genotypes
            .map(prefix -> col(CODE).isNotNull().and(col(CODE).startsWith(prefix)))
            .orElse(lit(false));
    Column ofMember = col(CODE).isNull();
    Column recipe =
        when(col(AGGREGATE).endsWith("_missing"), INDICATOR)
            .when(not(isMade()), UNKNOWN)
            .when(col(FAMILY).equalTo(DEMOGRAPHICS), SUBJECT)
            .when(genotype, GENOTYPE)
            .when(ofMember.and(not(isVisits())), SUPPORT)
            .when(col(FAMILY).isin(CODED), coded())
            .when(col(FAMILY).isin(MEASURED), measured())
            .when(col(FAMILY).equalTo(UTILISATION), visits())
            .when(col(FAMILY).equalTo(GENOMIC), LAST)
            .otherwise(SUPPORT);
    Column inUnit =
        col(FAMILY)
            .isin(MEASURED)
            .and(col(AGGREGATE).isin("last", "mean", "min", "max", "sd", "slope"));
    return reference
        .withColumn(RECIPE, recipe)
        .withColumn(OF_CODE, col(CODE))
        .withColumn(IN_UNIT, inUnit)
        .withColumn(OF_UNIT, when(inUnit, withoutDay()))
        .withColumn(OF_WINDOW, window());
  }

  /**
   * Whether events of {@code domain} can feed the covariate: its name begins with that of a code.
   */
  static Column isOfDomain(Column domain) {
    Column ofFamily = lit(false);
    for (String family : CovariateFamilies.names()) {
      List<String> domains = CovariateFamilies.named(family).domains();
      if (!domains.isEmpty()) {
        Column one = col(FAMILY).equalTo(family).and(domain.isin(domains.toArray()));
        ofFamily = ofFamily.or(one);
      }
    }
    Column named = col(COVARIATE).startsWith(concat(domain, lit("_")));
    return when(col(CODE).isNull().and(not(isVisits())), ofFamily).otherwise(named);
  }

  /** A slope is per day; its unit begins with that of the values. */
  private static Column withoutDay() {
    Column stem = regexp_replace(col(UNIT), lit("/d$"), lit(""));
    Column slope = when(stem.notEqual(""), stem).otherwise(lit(null).cast(DataTypes.StringType));
    return when(col(AGGREGATE).equalTo("slope"), slope).otherwise(col(UNIT));
  }

  /** What is told of the whole member may come from beyond its window, as the days of a stay do. */
  private static Column window() {
    Column whole = col(CODE).isNull().and(not(isVisits())).or(col(WINDOW).isNull());
    return when(whole, FULL).otherwise(col(WINDOW));
  }

  private static Column isVisits() {
    return col(FAMILY)
        .equalTo(UTILISATION)
        .and(col(COVARIATE).startsWith("visit_"))
        .and(col(AGGREGATE).isin("count", "days_since_last"));
  }

  private static Column isMade() {
    Column made = lit(false);
    for (String family : CovariateFamilies.names()) {
      List<String> aggregates = CovariateFamilies.aggregates(family);
      Column one = col(FAMILY).equalTo(family).and(col(AGGREGATE).isin(aggregates.toArray()));
      made = made.or(one);
    }
    return made;
  }

  private static Column coded() {
    return when(col(AGGREGATE).equalTo("any"), PRESENT)
        .when(col(AGGREGATE).equalTo("count"), EVENTS)
        .when(col(AGGREGATE).equalTo("distinct_days"), DAYS)
        .when(col(AGGREGATE).equalTo("days_since_last"), DAYS_SINCE)
        .otherwise(SUPPORT);
  }

  private static Column measured() {
    return when(col(AGGREGATE).equalTo("count"), NUMBERS)
        .when(col(AGGREGATE).equalTo("days_since_last"), DAYS_SINCE_NUMBER)
        .when(col(AGGREGATE).equalTo("last"), LAST)
        .when(col(AGGREGATE).equalTo("mean"), MEAN)
        .when(col(AGGREGATE).equalTo("min"), LEAST)
        .when(col(AGGREGATE).equalTo("max"), GREATEST)
        .otherwise(SUPPORT);
  }

  private static Column visits() {
    return when(col(AGGREGATE).equalTo("count"), EVENTS)
        .when(col(AGGREGATE).equalTo("days_since_last"), DAYS_SINCE)
        .otherwise(SUPPORT);
  }
}
