package org.medley.jobs.view.path;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.instr;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.repeat;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * The least and the greatest value that a value may stand for, given how precisely it is written
 * ({@code lowBoundary()} and {@code highBoundary()} of FHIRPath 3.0): 1.0 stands for what lies
 * between 0.95 and 1.05. Times are given to the millisecond; a day without a zone begins in that of
 * +14:00 and ends in that of -12:00.
 */
final class Boundaries {
  private static final int YEAR = "0000".length();
  private static final int MONTH = "0000-00".length();
  private static final String ZONE = "(Z|[+-][0-9]{2}:[0-9]{2})$";
  private static final String PLAIN = "^([0-9:]*)";
  private static final String FRACTION = "\\.([0-9]+)";
  private static final String LOW_TIME = "00:00:00.000";
  private static final String HIGH_TIME = "23:59:59.999";

  private Boundaries() {}

  /** The boundary of each of the values; {@code high} for the greatest. */
  static Value of(Value source, boolean high) {
    return switch (source.type()) {
      case Value.NOTHING -> source;
      case "decimal", "integer", "positiveInt", "unsignedInt" ->
          source.map(one -> decimal(one, high), "decimal", false, null);
      case "date" -> source.map(one -> date(one, high), "date", false, null);
      case "dateTime", "instant" ->
          source.map(one -> dateTime(one, high), source.type(), false, null);
      case "time" -> source.map(one -> time(one, high), "time", false, null);
      case "Period" -> of(source.member(high ? "end" : "start", false, "dateTime"), high);
      default ->
          throw new PathException(
              "%s() is asked of a value of type %s"
                  .formatted(high ? "highBoundary" : "lowBoundary", source.type()));
    };
  }

  private static Column decimal(Column number, boolean high) {
    Column text = number.cast(DataTypes.StringType);
    Column places = length(regexp_extract(text, FRACTION, 1));
    Column half = concat(lit("0."), repeat(lit("0"), places), lit("5")).try_cast(Value.DECIMAL);
    Column value = text.try_cast(Value.DECIMAL);
    return (high ? value.plus(half) : value.minus(half)).try_cast(Value.DECIMAL);
  }

  private static Column date(Column date, boolean high) {
    if (!high) {
      return when(length(date).equalTo(YEAR), concat(date, lit("-01-01")))
          .when(length(date).equalTo(MONTH), concat(date, lit("-01")))
          .otherwise(date);
    }
    Column monthEnd = last_day(concat(date, lit("-01")).try_cast(DataTypes.DateType));
    return when(length(date).equalTo(YEAR), concat(date, lit("-12-31")))
        .when(length(date).equalTo(MONTH), date_format(monthEnd, "yyyy-MM-dd"))
        .otherwise(date);
  }

  private static Column dateTime(Column text, boolean high) {
    Column split = instr(text, lit("T"));
    Column day = when(split.gt(0), text.substr(lit(1), split.minus(1))).otherwise(text);
    Column rest = text.substr(split.plus(1), length(text));
    Column zone = regexp_extract(rest, ZONE, 1);
    Column none = lit(high ? "-12:00" : "+14:00");
    Column known = when(length(zone).gt(0), zone).otherwise(none);
    return when(split.gt(0), concat(day, lit("T"), time(rest, high), known))
        .otherwise(concat(date(day, high), lit("T" + (high ? HIGH_TIME : LOW_TIME)), none));
  }

  /** A time that may have a zone behind it, filled up to milliseconds. */
  private static Column time(Column text, boolean high) {
    String full = high ? HIGH_TIME : LOW_TIME;
    Column plain = regexp_extract(text, PLAIN, 1);
    Column fraction = regexp_extract(text, FRACTION, 1);
    Column written =
        when(length(fraction).gt(0), concat(plain, lit("."), fraction)).otherwise(plain);
    Column missing = greatest(lit(full.length()).minus(length(written)), lit(0));
    return concat(written, lit(full).substr(length(written).plus(1), missing));
  }
}
