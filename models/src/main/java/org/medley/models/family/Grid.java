package org.medley.models.family;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Candidates: every combination of the values of some settings. */
public final class Grid {
  private Grid() {}

  /**
   * All combinations; the last setting changes fastest.
   *
   * @param stated values by setting; the others have their standard ones
   * @throws IllegalArgumentException if a setting is not one of {@code settings} or a value is not
   *     allowed; the remedy follows a semicolon
   */
  public static List<Map<String, Double>> of(
      List<Setting> settings, Map<String, List<Double>> stated) {
    List<String> names = settings.stream().map(Setting::name).toList();
    for (String name : stated.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException("'" + name + "' is no setting; use some of " + names);
      }
    }
    List<Map<String, Double>> all = List.of(Map.of());
    for (Setting setting : settings) {
      List<Double> values = stated.getOrDefault(setting.name(), setting.standard());
      check(setting, values);
      List<Map<String, Double>> longer = new ArrayList<>();
      for (Map<String, Double> candidate : all) {
        for (Double value : values) {
          Map<String, Double> next = new LinkedHashMap<>(candidate);
          next.put(setting.name(), value);
          longer.add(java.util.Collections.unmodifiableMap(next));
        }
      }
      all = longer;
    }
    return all;
  }

  /**
   * Checks the {@code values} of a setting.
   *
   * @throws IllegalArgumentException if there are none, or one is not allowed or stands twice
   */
  public static void check(Setting setting, List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("has no value; write " + setting.words());
    }
    for (Double value : values) {
      if (!setting.allows(value)) {
        throw new IllegalArgumentException("is " + value + "; write " + setting.words());
      }
    }
    if (values.stream().distinct().count() < values.size()) {
      throw new IllegalArgumentException("has a value twice; name each once");
    }
  }
}
