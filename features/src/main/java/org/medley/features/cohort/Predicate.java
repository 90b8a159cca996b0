package org.medley.features.cohort;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.features.contract.Events;

/**
 * Something that can be counted at one time of one subject. All statements with the same subject
 * and time form one event; a plain predicate's count there is the number of statements that match,
 * a derived predicate's count is 1 or 0.
 */
public sealed interface Predicate extends Serializable {
  /** The predicate that counts 1 at each time with at least one statement; births do not count. */
  String ANY_EVENT = "_ANY_EVENT";

  /** The predicate that counts 1 at a subject's first event. */
  String RECORD_START = "_RECORD_START";

  /** The predicate that counts 1 at a subject's last event. */
  String RECORD_END = "_RECORD_END";

  /**
   * Statements that match.
   *
   * @param code which codes
   * @param value limits of the numeric value; null: none
   * @param columns further text columns and the value each must have
   */
  record Plain(CodeMatch code, ValueRange value, Map<String, String> columns) implements Predicate {
    /** Keeps the columns in their order. */
    public Plain {
      columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
  }

  /**
   * At one time, others combined: counts 1 or 0.
   *
   * @param expression of the names of other predicates
   */
  record Derived(Expression expression) implements Predicate {}

  /**
   * A fact without time that every subject of the task must have: at least one current statement
   * that matches and has no time. In an expression it holds at every event.
   *
   * @param plain which statements
   */
  record Static(Plain plain) implements Predicate {}

  /** A name that another file is to define: no task may use it before that is done. */
  record Placeholder() implements Predicate {}

  /** Text columns of {@link Events}, other than the code, that a plain predicate may compare. */
  List<String> COLUMNS =
      List.of(
          Events.DOMAIN,
          Events.TEXT_VALUE,
          Events.UNIT,
          Events.SOURCE,
          Events.SOURCE_TYPE,
          Events.AVAILABLE_BASIS,
          Events.TIME_PRECISION);
}
