package org.medley.features.cohort;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stretch of a subject's time, and what must or may occur in it.
 *
 * @param name letters, digits and underscores
 * @param start where it starts
 * @param end where it ends
 * @param startInclusive whether an event exactly at the start is inside
 * @param endInclusive whether an event exactly at the end is inside
 * @param has required counts by predicate
 * @param values required aggregates of values
 * @param label the predicate whose occurrence here is the label; null: not the label's window
 * @param indexTimestamp the side that is the prediction time; null: neither
 */
public record Window(
    String name,
    Boundary start,
    Boundary end,
    boolean startInclusive,
    boolean endInclusive,
    Map<String, CountRange> has,
    List<ValueRule> values,
    String label,
    Side indexTimestamp)
    implements Serializable {
  /** Keeps the counts in their order. */
  public Window {
    has = Collections.unmodifiableMap(new LinkedHashMap<>(has));
    values = List.copyOf(values);
  }

  /** The boundary at {@code side}. */
  public Boundary at(Side side) {
    return side == Side.START ? start : end;
  }
}
