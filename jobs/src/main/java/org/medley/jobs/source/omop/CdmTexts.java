package org.medley.jobs.source.omop;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.medley.jobs.source.IsoTimes;

/** Texts of the model's types, in the forms that different exports write them. */
final class CdmTexts {
  private static final int DATE = 10;
  private static final String PLAIN_DATE = "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$";
  private static final String INTEGER = "^([+-]?)0*([0-9]+)(?:[.]0*)?$";
  private static final String MIDNIGHT = "^.{10}T00:00(:00(\\.0+)?)?(Z|[+-][0-9:]+)?$";
  private static final String TIME =
      "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"
          + "(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?"
          + "(Z|[+-](0[0-9]|1[0-8]):[0-5][0-9])?)?)?$";

  private CdmTexts() {}

  /** The text without a marker of missing numbers or dates. */
  static Column stated(Column text) {
    return when(lower(text).isin("na", "nan", "none", "nat", "<na>"), lit(null)).otherwise(text);
  }

  /** A whole number without sign of plus, leading zeros or point. */
  static Column id(Column text) {
    Column plain = regexp_replace(regexp_replace(text, INTEGER, "$1$2"), "^[+]", "");
    return when(text.rlike("^[1-9][0-9]*$"), text).otherwise(plain);
  }

  static Column isId(Column id) {
    return id.rlike("^-?[0-9]{1,19}$");
  }

  static Column isNumber(Column text) {
    return text.rlike("^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,3})?$");
  }

  /**
   * Dates and times as ISO 8601 writes them: {@code 20100102}, {@code 2010/01/02}, a space for the
   * T and zones such as {@code UTC} or {@code +00} are understood.
   */
  static Column time(Column text) {
    Column dashes =
        regexp_replace(text, "^([0-9]{4})[/]?([0-9]{2})[/]?([0-9]{2})(?=$|[ T])", "$1-$2-$3");
    Column parted = regexp_replace(dashes, "^(.{10})[ t]+(?=[0-9])", "$1T");
    Column zoned = regexp_replace(parted, " *(?:Z|z|UTC|GMT)$", "Z");
    Column tight = regexp_replace(zoned, " +(?=[+-][0-9])", "");
    Column hours = regexp_replace(tight, "^(.{10}T.*[+-][0-9]{2})$", "$1:00");
    Column minutes = regexp_replace(hours, "^(.{10}T.*[+-][0-9]{2})([0-9]{2})$", "$1:$2");
    return when(text.rlike(PLAIN_DATE), text).otherwise(minutes);
  }

  static Column isTime(Column time) {
    return when(time.isNotNull(), time.rlike(TIME).and(IsoTimes.firstDay(time).isNotNull()));
  }

  /**
   * What day and moment of a row state together: the moment, unless it is midnight of the day
   * (or there is no other day), which states no time; else the day.
   */
  static Column stated(Column day, Column moment) {
    Column shown = coalesce(moment, day);
    Column date = substring(shown, 1, DATE);
    Column sameDay = coalesce(day.startsWith(date), lit(true));
    return when(shown.rlike(MIDNIGHT).and(sameDay), date).otherwise(shown);
  }

  /** The date of birth: a moment, or year with as much of month and day as is stated. */
  static Column birth(Column moment, Column year, Column month, Column day) {
    Column months = concat(year, lit("-"), lpad(month, 2, "0"));
    Column days = concat(months, lit("-"), lpad(day, 2, "0"));
    return coalesce(stated(lit(null).cast(DataTypes.StringType), moment), days, months, year);
  }

  static Column isBirth(Column birth) {
    return when(
        birth.isNotNull(),
        birth.rlike("^[1-9][0-9]{3}(-|$)").and(IsoTimes.firstDay(birth).isNotNull()));
  }

  /** The column of a field. */
  static Column of(Field field) {
    return col(field.column());
  }
}
