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

  /**
   * Statements that match.
   *
   * @param code which codes
   * @param value limits of the numeric value; null: none
   * @param columns further text columns of {@link Events} and the value each must have
   */
  record Plain(CodeMatch code, ValueRange value, Map<String, String> columns) implements Predicate {
    /** Checks the columns. */
    public Plain {
      columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
      for (String column : columns.keySet()) {
        if (!COLUMNS.contains(column)) {
          throw new IllegalArgumentException(
              "'" + column + "' is not a column to compare; use one of " + COLUMNS);
        }
      }
    }
  }

  /**
   * At one time, all or any of other predicates.
   *
   * @param all whether all must hold, else any
   * @param inputs names of at least two predicates
   */
  record Derived(boolean all, List<String> inputs) implements Predicate {
    /** Checks the inputs. */
    public Derived {
      inputs = List.copyOf(inputs);
      if (inputs.size() < 2) {
        throw new IllegalArgumentException("an expression needs at least two predicates");
      }
    }
  }

  /** Text columns of events, other than the code, that a plain predicate may compare. */
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
