package org.medley.models.family;

import java.util.List;

/**
 * One number that a family can be told.
 *
 * @param name in the task file
 * @param least allowed value
 * @param most allowed value
 * @param whole whether only whole numbers make sense
 * @param standard values tried where a task names none, at least one
 */
public record Setting(
    String name, double least, double most, boolean whole, List<Double> standard) {
  /** Copies the values. */
  public Setting {
    standard = List.copyOf(standard);
  }

  /** A whole number. */
  static Setting whole(String name, int least, int most, Integer... standard) {
    return new Setting(
        name, least, most, true, List.of(standard).stream().map(Integer::doubleValue).toList());
  }

  /** A number. */
  static Setting number(String name, double least, double most, Double... standard) {
    return new Setting(name, least, most, false, List.of(standard));
  }

  /** Whether {@code value} is allowed. */
  public boolean allows(double value) {
    return value >= least && value <= most && (!whole || value == Math.rint(value));
  }

  /** What is allowed, in words. */
  public String words() {
    return whole
        ? "whole numbers from %.0f to %.0f".formatted(least, most)
        : "numbers from %s to %s".formatted(text(least), text(most));
  }

  private static String text(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
