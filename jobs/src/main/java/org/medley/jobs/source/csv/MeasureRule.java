package org.medley.jobs.source.csv;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Events;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.table.Cells;

/**
 * Where a line states a measure.
 *
 * @param code {@code SYSTEM//CODE}, with {@code system} still to be put before the texts of a
 *     column
 * @param system system of those texts; null: they are whole codes
 * @param value its value; null: the code says all
 * @param unit its unit; null: none
 * @param time when it was; null: a static fact
 * @param available since when it was known; null: since its time
 * @param lagDays days from its time until it was known, where {@code available} is null
 * @param domain domain of its events
 * @param description its name in words; null: none
 */
record MeasureRule(
    Texts code,
    String system,
    ValueRule value,
    Texts unit,
    TimeRule time,
    TimeRule available,
    long lagDays,
    String domain,
    String description)
    implements Serializable {
  static final String TIME_MICROS = "time_micros";
  static final String AVAILABLE_MICROS = "available_micros";

  static final StructType SCHEMA =
      new StructType()
          .add(Events.CODE, DataTypes.StringType)
          .add(TIME_MICROS, DataTypes.LongType)
          .add(Events.NUMERIC_VALUE, DataTypes.DoubleType)
          .add(Events.TEXT_VALUE, DataTypes.StringType)
          .add(Events.UNIT, DataTypes.StringType)
          .add(AVAILABLE_MICROS, DataTypes.LongType)
          .add(Events.AVAILABLE_BASIS, DataTypes.StringType)
          .add(Events.TIME_PRECISION, DataTypes.StringType)
          .add(Events.DOMAIN, DataTypes.StringType)
          .add(Events.DESCRIPTION, DataTypes.StringType);

  private static final long DAY_MICROS = 86_400_000_000L;

  /**
   * The measure of a line under {@link #SCHEMA}; null: it states none.
   *
   * @param entry when the line's person entered; null: not stated
   * @throws RejectedLine if the line states a value without code or time, or no value of the type
   */
  Row of(Cells cells, Moment entry) throws RejectedLine {
    ValueRule.Value stated = value == null ? null : value.of(cells);
    if (value != null && stated == null) {
      return null;
    }
    String named = code.of(cells, "unknown-code", "code");
    if (named == null) {
      throw new RejectedLine("no-code", "the line gives a measure without its code");
    }
    Moment at = time == null ? null : time.of(cells, entry);
    if (time != null && at == null) {
      throw new RejectedLine("no-date", "the line gives a measure without its time");
    }
    Moment known = available == null ? null : available.of(cells, entry);
    boolean isNumber = stated != null && stated.number() != null;
    return RowFactory.create(
        system == null ? named : system + "//" + named,
        at == null ? null : at.last(),
        stated == null ? null : stated.number(),
        stated == null ? null : stated.text(),
        isNumber && unit != null ? unit.of(cells, "unknown-unit", "unit") : null,
        known == null ? lagged(at) : (Long) known.last(),
        known == null && at != null ? "assumed" : "stated",
        at == null ? "static" : at.precision(),
        domain,
        description);
  }

  private Long lagged(Moment at) {
    return at == null ? null : (Long) (at.last() + lagDays * DAY_MICROS);
  }
}
