package org.medley.jobs.quality;

import java.util.List;
import java.util.Map;

/** What a rule asks of the rows that it applies to. */
public sealed interface Check {

  /**
   * Each row fulfils a condition; one that cannot be decided, being null, is no violation.
   *
   * @param condition Spark SQL, see {@link Expressions}
   */
  record Holds(String condition) implements Check {}

  /**
   * Numbers of a code lie within its range. A number in another unit than that of the range is not
   * judged.
   *
   * @param byCode ranges by {@code SYSTEM//CODE}
   */
  record Ranges(Map<String, Range> byCode) implements Check {
    /** Copies the map. */
    public Ranges {
      byCode = Map.copyOf(byCode);
    }
  }

  /**
   * A range, both bounds within.
   *
   * @param unit UCUM unit
   * @param low lowest plausible number
   * @param high highest plausible number
   */
  record Range(String unit, double low, double high) {}

  /** Numbers whose code has a canonical unit are in that unit. */
  record CanonicalUnit() implements Check {}

  /** Each code has numbers in one unit alone; counts codes. */
  record OneUnit() implements Check {}

  /**
   * No two rows agree in {@code columns}, nulls being equal; of n that do, n - 1 are violations.
   *
   * @param columns the columns
   */
  record Unique(List<String> columns) implements Check {
    /** Copies the list. */
    public Unique {
      columns = List.copyOf(columns);
    }
  }

  /**
   * No row starts before an earlier one has ended; rows without a start or an end are not judged.
   *
   * @param within rows that agree in these columns are compared
   * @param start column of the start
   * @param end column of the end
   */
  record NoOverlap(List<String> within, String start, String end) implements Check {
    /** Copies the list. */
    public NoOverlap {
      within = List.copyOf(within);
    }
  }

  /**
   * What {@code column} names stands in {@code key} of a row of the same table and source.
   *
   * @param column the reference; rows without one are not judged
   * @param key the column that it names
   * @param target which rows may be named, a condition
   */
  record Reference(String column, String key, String target) implements Check {}
}
