package org.medley.models.family;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The registry of model families: name to implementation. */
public final class ModelFamilies {
  private static final Map<String, ModelFamily> ALL =
      register(
          List.of(
              new PenalisedLogistic(),
              new BoostedTrees(),
              new RandomForest(),
              new XgBoost(),
              new Cox(),
              new DiscreteHazards(),
              new CauseSpecific()));

  private ModelFamilies() {}

  /**
   * The family called {@code name}.
   *
   * @throws IllegalArgumentException naming the known families if there is none
   */
  public static ModelFamily named(String name) {
    ModelFamily family = ALL.get(name);
    if (family == null) {
      throw new IllegalArgumentException(
          "There is no model family '" + name + "'; known are " + ALL.keySet() + ".");
    }
    return family;
  }

  /** All families by name, in alphabetical order. */
  public static Map<String, ModelFamily> all() {
    return ALL;
  }

  private static Map<String, ModelFamily> register(List<ModelFamily> families) {
    Map<String, ModelFamily> byName = new TreeMap<>();
    families.forEach(family -> byName.put(family.name(), family));
    return java.util.Collections.unmodifiableMap(byName);
  }
}
