package org.medley.features.covariate;

import java.util.HashSet;
import java.util.List;

/**
 * Which covariates a task uses.
 *
 * @param families names in {@link CovariateFamilies}; their order does not matter
 * @param windows lookback windows; their order does not matter
 * @param minPrevalence share of the training members, 0 to 1, that must have a value of a covariate
 *     for it to enter the vocabulary
 * @param options what else is asked for
 */
public record FeatureSettings(
    List<String> families,
    List<LookbackWindow> windows,
    double minPrevalence,
    FeatureOptions options) {
  /** The families used where a task names none: all of them. */
  public static final List<String> DEFAULT_FAMILIES = CovariateFamilies.names();

  /** The windows used where a task names none. */
  public static final List<LookbackWindow> DEFAULT_WINDOWS =
      List.of(LookbackWindow.parse("30d"), LookbackWindow.parse("365d"), LookbackWindow.FULL);

  /** The least prevalence used where a task names none. */
  public static final double DEFAULT_MIN_PREVALENCE = 0.01;

  /** Checks that every family is known, that nothing is named twice and that shares are shares. */
  public FeatureSettings {
    families = List.copyOf(families);
    windows = windows.stream().sorted().toList();
    families.forEach(CovariateFamilies::named);
    refuseEmptyOrRepeated("families", families);
    refuseEmptyOrRepeated("windows", windows);
    if (!(minPrevalence >= 0 && minPrevalence <= 1)) {
      throw new IllegalArgumentException(
          "min-prevalence is a share between 0 and 1; found " + minPrevalence + ".");
    }
  }

  /** Settings with {@link FeatureOptions#STANDARD}. */
  public FeatureSettings(
      List<String> families, List<LookbackWindow> windows, double minPrevalence) {
    this(families, windows, minPrevalence, FeatureOptions.STANDARD);
  }

  /** Returns the settings of a task that names nothing. */
  public static FeatureSettings defaults() {
    return new FeatureSettings(DEFAULT_FAMILIES, DEFAULT_WINDOWS, DEFAULT_MIN_PREVALENCE);
  }

  /** Returns the same with other options. */
  public FeatureSettings with(FeatureOptions others) {
    return new FeatureSettings(families, windows, minPrevalence, others);
  }

  private static void refuseEmptyOrRepeated(String what, List<?> values) {
    if (values.isEmpty() || new HashSet<>(values).size() != values.size()) {
      throw new IllegalArgumentException(
          "Features need " + what + ", each named once; found " + values + ".");
    }
  }

  List<CovariateFamily> chosen() {
    return families.stream().sorted().map(CovariateFamilies::named).toList();
  }
}
