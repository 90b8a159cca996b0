package org.medley.features.covariate;

import static org.medley.features.covariate.CodeSummary.named;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.contract.Subjects;

/**
 * What was known of one code of one subject at each of its index times: the facts are sorted once,
 * and for each index time pass once, in order, by all windows.
 *
 * <p>Decision: not Spark's aggregate functions over members joined with events. Lists, sets and
 * texts among them make Spark sort every pair of member and event by eight columns, which was most
 * of the work; here each event is shuffled and sorted once, whatever the number of index times.
 */
public final class CodeHistory implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The fields of a member, as {@link #at} takes them. */
  static final StructType MEMBER =
      new StructType()
          .add(Members.INDEX_TIME, DataTypes.TimestampType, false)
          .add(Members.TASK, DataTypes.StringType, false)
          .add(Members.PURPOSE, DataTypes.StringType, false);

  private static final StructType SPAN =
      new StructType()
          .add(CodeSummary.AT, DataTypes.LongType)
          .add(CodeSummary.END, DataTypes.LongType)
          .add(Events.SOURCE_TYPE, DataTypes.StringType)
          .add(CodeSummary.OWN, DataTypes.BooleanType);

  private static final StructType NUMBER =
      new StructType()
          .add(CodeSummary.AT, DataTypes.LongType)
          .add(CodeSummary.NUMBER, DataTypes.DoubleType);

  private static final StructType FIXED =
      new StructType()
          .add(Members.INDEX_TIME, DataTypes.TimestampType, false)
          .add(Members.TASK, DataTypes.StringType, false)
          .add(Members.PURPOSE, DataTypes.StringType, false)
          .add(CodeSummary.INDEX_MICROS, DataTypes.LongType, false)
          .add(Events.UNIT, DataTypes.StringType)
          .add(CodeSummary.WORDS, DataTypes.StringType)
          .add(CodeSummary.LAST_TIME, DataTypes.LongType)
          .add(CodeSummary.LAST_DATED, NUMBER)
          .add(CodeSummary.LAST_UNDATED, NUMBER)
          .add(CodeSummary.NUMBERS, DataTypes.createArrayType(NUMBER))
          .add(CodeSummary.SPANS, DataTypes.createArrayType(SPAN))
          .add(Subjects.BIRTH_DATE, DataTypes.DateType)
          .add(Subjects.SEX, DataTypes.StringType)
          .add(CodeSummary.STANDS_FOR_CODE, DataTypes.BooleanType, false)
          .add(CodeSummary.LAST_NUMBER_OF_CODE, DataTypes.LongType);

  private static final int UNIT = FIXED.fieldIndex(Events.UNIT);
  private static final int LAST_DATED = FIXED.fieldIndex(CodeSummary.LAST_DATED);
  private static final int STANDS = FIXED.fieldIndex(CodeSummary.STANDS_FOR_CODE);
  private static final int OF_WINDOW = 9;
  private static final int CODE_IN = 7;
  private static final int NUMBERS_OF_CODE = 8;

  private final long[] lengths;
  private final boolean keepsNumbers;

  /**
   * A history over {@code windows}.
   *
   * @param keepsNumbers whether the numbers themselves are told too
   */
  CodeHistory(List<LookbackWindow> windows, boolean keepsNumbers) {
    this.lengths =
        windows.stream()
            .map(LookbackWindow::days)
            .mapToLong(
                days -> days.isPresent() ? days.getAsInt() * LookbackWindow.MICROS_PER_DAY : -1)
            .toArray();
    this.keepsNumbers = keepsNumbers;
  }

  /** The columns of a summary beside subject, domain and code. */
  static StructType schema(List<LookbackWindow> windows) {
    StructType schema = FIXED;
    for (LookbackWindow window : windows) {
      schema =
          schema
              .add(named("events", window), DataTypes.LongType, false)
              .add(named("own_events", window), DataTypes.LongType, false)
              .add(named("days", window), DataTypes.IntegerType, false)
              .add(named("numbers", window), DataTypes.LongType, false)
              .add(named("least", window), DataTypes.DoubleType)
              .add(named("greatest", window), DataTypes.DoubleType)
              .add(named("mean", window), DataTypes.DoubleType)
              .add(named("code_in", window), DataTypes.BooleanType, false)
              .add(named("numbers_of_code", window), DataTypes.LongType, false);
    }
    return schema;
  }

  /** Returns one summary per member and unit of which anything was known, from both as arrays. */
  public ArrayData at(ArrayData facts, ArrayData members) {
    KnownFact[] sorted = new KnownFact[facts.numElements()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = new KnownFact(facts.getStruct(i, KnownFact.SCHEMA.size()));
    }
    Arrays.sort(sorted, KnownFact.ORDER);
    WindowTotals[] totals =
        Arrays.stream(lengths).mapToObj(WindowTotals::new).toArray(WindowTotals[]::new);
    List<InternalRow> summaries = new ArrayList<>();
    for (int i = 0; i < members.numElements(); i++) {
      addSummaries(sorted, members.getStruct(i, MEMBER.size()), totals, summaries);
    }
    return new GenericArrayData(summaries.toArray());
  }

  private void addSummaries(
      KnownFact[] sorted, InternalRow member, WindowTotals[] totals, List<InternalRow> summaries) {
    long index = member.getLong(0);
    List<Object[]> units = new ArrayList<>(1);
    long[] ownEvents = new long[totals.length];
    long[] numbers = new long[totals.length];
    int first = 0;
    while (first < sorted.length) {
      int next = first;
      List<KnownFact> known = new ArrayList<>();
      for (; next < sorted.length && equal(sorted[next].unit, sorted[first].unit); next++) {
        if (sorted[next].isKnownAt(index)) {
          known.add(sorted[next]);
        }
      }
      first = next;
      if (!known.isEmpty()) {
        units.add(summary(known, member, totals));
        for (int window = 0; window < totals.length; window++) {
          ownEvents[window] = Math.max(ownEvents[window], totals[window].ownEvents());
          numbers[window] += totals[window].numbers();
        }
      }
    }
    units.forEach(unit -> summaries.add(completed(unit, units, ownEvents, numbers)));
  }

  private static boolean equal(UTF8String one, UTF8String other) {
    return one == null ? other == null : one.equals(other);
  }

  /** All but what depends on the other units of the code. */
  private Object[] summary(List<KnownFact> known, InternalRow member, WindowTotals[] totals) {
    long index = member.getLong(0);
    KnownFacts facts = new KnownFacts();
    known.forEach(facts::add);
    for (WindowTotals total : totals) {
      total.begin(index);
      known.forEach(total::add);
    }
    Object[] row = new Object[FIXED.size() + totals.length * OF_WINDOW];
    int at = 0;
    row[at++] = index;
    row[at++] = member.getUTF8String(1);
    row[at++] = member.getUTF8String(2);
    row[at++] = index;
    row[at++] = known.get(0).unit;
    row[at++] = facts.words();
    row[at++] = facts.lastTime();
    row[at++] = facts.lastDated();
    row[at++] = facts.lastUndated();
    row[at++] = keepsNumbers ? numbers(known) : null;
    row[at++] = facts.spans();
    row[at++] = facts.birth();
    row[at] = facts.sex();
    for (int window = 0; window < totals.length; window++) {
      totals[window].write(row, FIXED.size() + window * OF_WINDOW);
    }
    return row;
  }

  private static ArrayData numbers(List<KnownFact> known) {
    return new GenericArrayData(
        known.stream().filter(fact -> fact.hasNumber).map(KnownFact::timedNumber).toArray());
  }

  /** The first unit that is stated stands for the code, or the only one. */
  private static InternalRow completed(
      Object[] row, List<Object[]> units, long[] ownEvents, long[] numbers) {
    Object[] standing = units.get(units.size() > 1 && units.get(0)[UNIT] == null ? 1 : 0);
    boolean stands = row == standing;
    row[STANDS] = stands;
    row[STANDS + 1] = lastNumber(units);
    for (int window = 0; window < ownEvents.length; window++) {
      int at = FIXED.size() + window * OF_WINDOW;
      row[at + CODE_IN] = stands && ownEvents[window] > 0;
      row[at + NUMBERS_OF_CODE] = numbers[window];
    }
    return new GenericInternalRow(row);
  }

  /** The time of the last dated number in any unit; null: there is none. */
  private static Long lastNumber(List<Object[]> units) {
    Long last = null;
    for (Object[] unit : units) {
      InternalRow dated = (InternalRow) unit[LAST_DATED];
      if (dated != null && (last == null || dated.getLong(0) > last)) {
        last = dated.getLong(0);
      }
    }
    return last;
  }

  @Override
  public String toString() {
    return "history of a code";
  }
}
