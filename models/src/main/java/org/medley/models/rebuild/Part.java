package org.medley.models.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One part of a model, as it is stored and as it was built again.
 *
 * @param name of the part
 * @param compared how many numbers were compared
 * @param different how many differ by more than the tolerance, or are on one side only
 * @param largest relative difference of those on both sides; 0 where none differs
 * @param examples the first few that differ, in words
 */
public record Part(
    String name, long compared, long different, double largest, List<String> examples) {
  private static final int MOST = 5;

  /** Copies the examples. */
  public Part {
    examples = List.copyOf(examples);
  }

  /** Whether nothing differs. */
  public boolean same() {
    return different == 0;
  }

  /** Compares numbers by name. */
  static Part of(
      String name, Map<String, Double> before, Map<String, Double> after, double tolerance) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    long different = 0;
    double largest = 0;
    List<String> examples = new ArrayList<>();
    for (String each : names) {
      Double old = before.get(each);
      Double now = after.get(each);
      double change = old == null || now == null ? Double.NaN : relative(old, now);
      if (!Double.isNaN(change)) {
        largest = Math.max(largest, change);
      }
      if (!(change <= tolerance)) {
        different++;
        if (examples.size() < MOST) {
          examples.add(each + ": " + shown(old) + " was built again as " + shown(now));
        }
      }
    }
    return new Part(name, names.size(), different, largest, examples);
  }

  /** Difference as a share of the larger size; 0 for equal numbers, NaN for two that are none. */
  static double relative(double a, double b) {
    if (Double.compare(a, b) == 0 || a == b) {
      return 0;
    }
    return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  }

  private static String shown(Double value) {
    return value == null ? "nothing" : value.toString();
  }
}
