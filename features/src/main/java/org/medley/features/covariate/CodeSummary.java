package org.medley.features.covariate;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.contract.Subjects;

/**
 * The columns of the summary from which families make covariates: one row per member, domain, code
 * and unit (the unit only in domains whose family splits units), made of the events that were known
 * at the index time. Each member of a known subject has one more row, the subject's own, with
 * domain {@link #SUBJECT}.
 */
final class CodeSummary {
  /** The domain of the row that holds facts of the subject itself. */
  static final String SUBJECT = "subject";

  /** The source's words for the code; null: none. */
  static final String WORDS = "words";

  /** Time of the last event in microseconds; null: only events without a time. */
  static final String LAST_TIME = "last_time";

  /** Index time in microseconds. */
  static final String INDEX_MICROS = "index_micros";

  /** Time (microseconds) and number of the last dated event that has a number; null: none. */
  static final String LAST_DATED = "last_dated";

  /** The last event without a time that has a number; null: none. */
  static final String LAST_UNDATED = "last_undated";

  /** Whether the row is the one that stands for its code. */
  static final String STANDS_FOR_CODE = "stands_for_code";

  /** Time and number of every event with a number, in this order. */
  static final String NUMBERS = "sorted_numbers";

  /**
   * Time, end, source type and whether it is its own of every dated event of a drug or visit, in
   * this order.
   */
  static final String SPANS = "sorted_spans";

  static final String AT = "at";
  static final String END = "end";

  /** Whether an event has the code itself, and is not that of a descendant. */
  static final String OWN = "own";

  static final String NUMBER = "number";

  /** Whether an event counts among {@link #SPANS}. */
  static final String IS_SPAN = "is_span";

  /** Time of the code's last dated number in any unit; null: none. */
  static final String LAST_NUMBER_OF_CODE = "last_number_of_code";

  /** Who a summary is about, the subject first because events are parted by it. */
  static final List<String> MEMBER =
      List.of(Members.SUBJECT_ID, Members.INDEX_TIME, Members.TASK, Members.PURPOSE);

  private static final WindowSpec ONE_MEMBER =
      Window.partitionBy(MEMBER.stream().map(Column::new).toArray(Column[]::new));

  /** All units of one code of a member. */
  static final WindowSpec ONE_CODE =
      Window.partitionBy(
          col(Members.SUBJECT_ID),
          col(Members.INDEX_TIME),
          col(Members.TASK),
          col(Members.PURPOSE),
          col(Events.DOMAIN),
          col(Events.CODE));

  private CodeSummary() {}

  /** Returns whether the row belongs to one of these domains. */
  static Column in(List<String> domains) {
    return col(Events.DOMAIN).isin(domains.toArray());
  }

  /** Returns the number of events in the window. */
  static Column events(LookbackWindow window) {
    return col(named("events", window));
  }

  /** Returns the number of events in the window that have the code itself. */
  static Column ownEvents(LookbackWindow window) {
    return col(named("own_events", window));
  }

  /** Returns the number of events with a number in the window. */
  static Column numbers(LookbackWindow window) {
    return col(named("numbers", window));
  }

  /** Returns the number of different days, in UTC, of the events in the window. */
  static Column days(LookbackWindow window) {
    return col(named("days", window));
  }

  /** Returns the mean number in the window; null: none. */
  static Column mean(LookbackWindow window) {
    return col(named("mean", window));
  }

  /** Returns the smallest number in the window; null: none. */
  static Column least(LookbackWindow window) {
    return col(named("least", window));
  }

  /** Returns the largest number in the window; null: none. */
  static Column greatest(LookbackWindow window) {
    return col(named("greatest", window));
  }

  /**
   * Returns the last number in the window, null: none. The last is the greatest by time, available
   * time, source key and part; one without a time counts only where no dated one is in the window.
   */
  static Column last(LookbackWindow window) {
    Column dated = col(LAST_DATED);
    Column inWindow = dated.isNotNull().and(window.holds(dated.getField(AT), col(INDEX_MICROS)));
    return when(inWindow, dated.getField(NUMBER)).otherwise(col(LAST_UNDATED).getField(NUMBER));
  }

  /** Returns the days, with fractions, from the last event in the window; null: none. */
  static Column daysSinceEvent(LookbackWindow window) {
    return daysSince(window, col(LAST_TIME));
  }

  private static Column daysSince(LookbackWindow window, Column time) {
    Column index = col(INDEX_MICROS);
    return when(
        time.isNotNull().and(window.holds(time, index)),
        index.minus(time).divide(lit((double) LookbackWindow.MICROS_PER_DAY)));
  }

  /** Returns the day, counted from 1 January 1970, of a time in microseconds, in UTC. */
  static Column day(Column micros) {
    Column start = micros.minus(pmod(micros, lit(LookbackWindow.MICROS_PER_DAY)));
    return call_function("div", start, lit(LookbackWindow.MICROS_PER_DAY));
  }

  /** Returns whether this row stands for its code: true for one row of each code of a member. */
  static Column standsForCode() {
    return col(STANDS_FOR_CODE);
  }

  /** Returns the number of a member's different codes in these domains and this window. */
  static Column codesOverMember(List<String> domains, LookbackWindow window) {
    return sumOverMember(domains, when(col(named("code_in", window)), 1));
  }

  /** Returns a number of each row summed over the units of the row's code. */
  static Column sumOverCode(Column number) {
    return sum(number).over(ONE_CODE);
  }

  /** Returns the number of events with a number in the window, in any unit of the row's code. */
  static Column numbersOfCode(LookbackWindow window) {
    return col(named("numbers_of_code", window));
  }

  /** Returns the days, with fractions, from the code's last number in the window; null: none. */
  static Column daysSinceNumberOfCode(LookbackWindow window) {
    return daysSince(window, col(LAST_NUMBER_OF_CODE));
  }

  /** Returns a number of each row in these domains summed over the member's rows. */
  static Column sumOverMember(List<String> domains, Column number) {
    return sum(when(in(domains), number)).over(ONE_MEMBER);
  }

  /** Returns the smallest of a number in these domains over the member's rows; null: none. */
  static Column leastOverMember(List<String> domains, Column number) {
    return min(when(in(domains), number)).over(ONE_MEMBER);
  }

  /** Returns the values of the member's rows that are not null, in no order. */
  static Column listOverMember(Column value) {
    return collect_list(value).over(ONE_MEMBER);
  }

  /** Returns all bits of a whole number over the member's rows; null: none has one. */
  static Column bitsOverMember(Column number) {
    return bit_or(number).over(ONE_MEMBER);
  }

  /** Returns the index time. */
  static Column indexTime() {
    return col(Members.INDEX_TIME);
  }

  /** Returns the subject's birth date in the subject's own row, else null. */
  static Column birthDate() {
    return col(Subjects.BIRTH_DATE);
  }

  /** Returns the subject's sex as stated in the subject's own row, else null. */
  static Column sex() {
    return col(Subjects.SEX);
  }

  static String named(String what, LookbackWindow window) {
    return what + "_" + window.name();
  }
}
