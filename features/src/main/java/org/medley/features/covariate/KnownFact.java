package org.medley.features.covariate;

import java.util.Comparator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.medley.features.contract.Events;
import org.medley.features.contract.Subjects;

/** One fact of a subject as {@link CodeHistory} reads it: an event, or what is said of a person. */
final class KnownFact {
  /** Stands for no time. */
  static final long NONE = Long.MIN_VALUE;

  /** The fields, in the order in which the constructor takes them. */
  static final StructType SCHEMA =
      new StructType()
          .add(Events.UNIT, DataTypes.StringType)
          .add(CodeSummary.AT, DataTypes.LongType)
          .add(CodeSummary.END, DataTypes.LongType)
          .add(Events.AVAILABLE_TIME, DataTypes.LongType)
          .add(Events.SUPERSEDED_TIME, DataTypes.LongType)
          .add(CodeSummary.OWN, DataTypes.BooleanType)
          .add(CodeSummary.IS_SPAN, DataTypes.BooleanType)
          .add(CodeSummary.NUMBER, DataTypes.DoubleType)
          .add(Events.SOURCE_TYPE, DataTypes.StringType)
          .add(Events.SOURCE_ID, DataTypes.StringType)
          .add(Events.SOURCE_PART, DataTypes.StringType)
          .add(Events.DESCRIPTION, DataTypes.StringType)
          .add(Subjects.BIRTH_DATE, DataTypes.DateType)
          .add(Subjects.SEX, DataTypes.StringType);

  private static final Comparator<UTF8String> TEXT =
      Comparator.nullsFirst(Comparator.naturalOrder());

  /** By unit, time and number; what is missing comes first. */
  static final Comparator<KnownFact> ORDER =
      Comparator.comparing((KnownFact fact) -> fact.unit, TEXT)
          .thenComparingLong(fact -> fact.at)
          .thenComparing(fact -> fact.hasNumber)
          .thenComparingDouble(fact -> fact.number);

  /** By what makes one number the last of all. */
  static final Comparator<KnownFact> LAST =
      Comparator.comparingLong((KnownFact fact) -> fact.at)
          .thenComparingLong(fact -> fact.available)
          .thenComparing(fact -> fact.sourceId, TEXT)
          .thenComparing(fact -> fact.sourcePart, TEXT)
          .thenComparingDouble(fact -> fact.number);

  /** By start, end, kind of record and whether the code is its own. */
  static final Comparator<KnownFact> SPAN =
      Comparator.comparingLong((KnownFact fact) -> fact.at)
          .thenComparingLong(fact -> fact.end)
          .thenComparing(fact -> fact.sourceType, TEXT)
          .thenComparing(fact -> fact.own);

  final UTF8String unit;
  final long at;
  final boolean own;
  final boolean isSpan;
  final boolean hasNumber;
  final double number;
  final UTF8String words;
  final Integer birth;
  final UTF8String sex;
  private final long end;
  private final long available;
  private final long superseded;
  private final UTF8String sourceType;
  private final UTF8String sourceId;
  private final UTF8String sourcePart;

  KnownFact(InternalRow row) {
    int field = 0;
    unit = text(row, field++);
    at = time(row, field++);
    end = time(row, field++);
    available = time(row, field++);
    superseded = time(row, field++);
    own = isTrue(row, field++);
    isSpan = isTrue(row, field++);
    hasNumber = !row.isNullAt(field);
    number = hasNumber ? row.getDouble(field) : 0;
    field++;
    sourceType = text(row, field++);
    sourceId = text(row, field++);
    sourcePart = text(row, field++);
    words = text(row, field++);
    birth = row.isNullAt(field) ? null : Integer.valueOf(row.getInt(field));
    field++;
    sex = text(row, field);
  }

  private static boolean isTrue(InternalRow row, int field) {
    return !row.isNullAt(field) && row.getBoolean(field);
  }

  private static UTF8String text(InternalRow row, int field) {
    return row.isNullAt(field) ? null : row.getUTF8String(field);
  }

  private static long time(InternalRow row, int field) {
    return row.isNullAt(field) ? NONE : row.getLong(field);
  }

  /** Whether it has happened, is available and is not yet superseded; a fact needs no time. */
  boolean isKnownAt(long index) {
    boolean isThere = available == NONE ? at == NONE : available <= index;
    return at <= index && isThere && (superseded == NONE || index < superseded);
  }

  /** Time, end, source type and whether the code is its own, as {@link CodeSummary#SPANS} has. */
  InternalRow span() {
    return new GenericInternalRow(
        new Object[] {at, end == NONE ? null : (Object) end, sourceType, own});
  }

  /** Time and number, as {@link CodeSummary#NUMBERS} has. */
  InternalRow timedNumber() {
    return new GenericInternalRow(new Object[] {at == NONE ? null : (Object) at, number});
  }
}
