package org.medley.jobs.source;

import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.function.Call;

/**
 * Texts of ISO 8601 as UTC time stamps, in the forms of the FHIR types date, dateTime and instant,
 * or with a blank in place of the T. A time without a zone is taken in the source's zone; one that
 * the zone's clock skips is moved on by the length of the skip, of two with the same name the
 * earlier is taken. A leap second, :60, counts as the second after it. A text that is none of these
 * types is null.
 */
public final class IsoTimes {
  private static final int YEAR = 4;
  private static final int MONTH = 7;
  private static final int DAY = 10;

  private IsoTimes() {}

  /** The instant, or the last microsecond of the year, month or day that {@code text} names. */
  public static Column last(Column text, ZoneId zone) {
    return new Call(new IsoReader(zone), "last", DataTypes.TimestampType).of(text);
  }

  /** The instant, or the first one of the year, month or day that {@code text} names. */
  public static Column first(Column text, ZoneId zone) {
    return new Call(new IsoReader(zone), "first", DataTypes.TimestampType).of(text);
  }

  /** The first day of what {@code text} names. */
  public static Column firstDay(Column text) {
    return new Call(new IsoReader(ZoneOffset.UTC), "firstDay", DataTypes.DateType).of(text);
  }

  /** What {@code text} states: year, month, day or instant. */
  public static Column precision(Column text) {
    return when(length(text).equalTo(YEAR), lit("year"))
        .when(length(text).equalTo(MONTH), lit("month"))
        .when(length(text).equalTo(DAY), lit("day"))
        .when(text.isNotNull(), lit("instant"));
  }
}
