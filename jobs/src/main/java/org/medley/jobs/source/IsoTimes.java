package org.medley.jobs.source;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.when;

import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Texts of ISO 8601 as UTC time stamps, in the forms of the FHIR types date, dateTime and instant.
 * A time without a zone is taken in the source's zone; one that the zone's clock skips is moved on
 * by the length of the skip, of two with the same name the earlier is taken. A text that is none of
 * these types is null.
 */
public final class IsoTimes {
  private static final int YEAR = 4;
  private static final int MONTH = 7;
  private static final int DAY = 10;
  private static final int MINUTE = 16;

  private IsoTimes() {}

  /** The instant, or the last microsecond of the year, month or day that {@code text} names. */
  public static Column last(Column text, ZoneId zone) {
    Column months = when(length(text).equalTo(YEAR), 12).when(length(text).equalTo(MONTH), 1);
    Column start = add_months(firstDay(text), coalesce(months, lit(0)));
    Column next = date_add(start, when(months.isNull(), 1).otherwise(0));
    return when(isInstant(text), instant(text, zone))
        .otherwise(midnight(next, zone).minus(expr("INTERVAL '0.000001' SECOND")));
  }

  /** The instant, or the first one of the year, month or day that {@code text} names. */
  public static Column first(Column text, ZoneId zone) {
    return when(isInstant(text), instant(text, zone)).otherwise(midnight(firstDay(text), zone));
  }

  /** The first day of what {@code text} names. */
  public static Column firstDay(Column text) {
    return when(length(text).equalTo(YEAR), concat(text, lit("-01-01")))
        .when(length(text).equalTo(MONTH), concat(text, lit("-01")))
        .when(length(text).geq(DAY), substring(text, 1, DAY))
        .try_cast(DataTypes.DateType);
  }

  /** What {@code text} states: year, month, day or instant. */
  public static Column precision(Column text) {
    return when(length(text).equalTo(YEAR), lit("year"))
        .when(length(text).equalTo(MONTH), lit("month"))
        .when(length(text).equalTo(DAY), lit("day"))
        .when(text.isNotNull(), lit("instant"));
  }

  private static Column isInstant(Column text) {
    return length(text).gt(DAY);
  }

  private static Column instant(Column text, ZoneId zone) {
    Column zoned = text.endsWith("Z").or(substring(text, -6, 1).isin("+", "-"));
    return when(zoned, text.try_cast(DataTypes.TimestampType))
        .otherwise(
            inZone(concat(text, when(length(text).equalTo(MINUTE), ":00Z").otherwise("Z")), zone));
  }

  private static Column midnight(Column day, ZoneId zone) {
    return inZone(concat(day.cast(DataTypes.StringType), lit("T00:00:00Z")), zone);
  }

  private static Column inZone(Column text, ZoneId zone) {
    return to_utc_timestamp(text.try_cast(DataTypes.TimestampType), zone.getId());
  }
}
