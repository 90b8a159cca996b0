package org.medley.jobs.association;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/** One column of numbers, of which each is a sample's. */
public final class TraitColumn {
  /** The name of the column that may hold words for the sexes. */
  public static final String SEX = "sex";

  private static final Set<String> MISSING = Set.of("", "na", "nan", ".", "-9", "null");
  private static final Map<String, Double> SEXES =
      Map.of("m", 1.0, "male", 1.0, "f", 2.0, "female", 2.0);

  private final String name;
  private final int position;
  private final double[] values;

  TraitColumn(String name, int position, int samples) {
    this.name = name;
    this.position = position;
    this.values = new double[samples];
    Arrays.fill(values, Double.NaN);
  }

  /** As it stands in the file; a number where the file has no names. */
  public String name() {
    return name;
  }

  int position() {
    return position;
  }

  /** Whether it is the sex, by its name. */
  public boolean isSex() {
    return name.equalsIgnoreCase(SEX);
  }

  /** By the number of the sample; NaN where it is not known. Not to be changed. */
  public double[] values() {
    return values;
  }

  /** How many are known. */
  public long known() {
    return knownValues().count();
  }

  /**
   * Whether the values are those of cases and controls: no others than 0, 1 and 2, as in plink,
   * where 2 is a case, 1 a control and 0 not known; without any 2 they are 1, a case, and 0.
   */
  public boolean isCaseControl() {
    return known() > 0 && knownValues().allMatch(value -> value == 0 || value == 1 || value == 2);
  }

  /** Cases as 1 and controls as 0, of values that {@link #isCaseControl}. */
  public double[] cases() {
    boolean plink = knownValues().anyMatch(value -> value == 2);
    return Arrays.stream(values)
        .map(value -> !plink ? value : value == 0 ? Double.NaN : value - 1)
        .toArray();
  }

  private DoubleStream knownValues() {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value));
  }

  /** Takes the value of a sample in; false where it is no number. */
  boolean take(int sample, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (MISSING.contains(lower)) {
      return true;
    }
    if (isSex() && SEXES.containsKey(lower)) {
      values[sample] = SEXES.get(lower);
      return true;
    }
    try {
      values[sample] = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return false;
    }
    return Double.isFinite(values[sample]);
  }
}
