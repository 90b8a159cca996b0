package org.medley.jobs.cli.console;

import java.util.Locale;
import java.util.Set;

/** A column of a result: its name and its SQL type as Spark prints it, such as {@code bigint}. */
public record Column(String name, String type) {
  private static final Set<String> NUMBERS =
      Set.of("tinyint", "smallint", "int", "integer", "bigint", "float", "double", "long");
  private static final Set<String> WIDE_INTEGERS = Set.of("bigint", "long");

  /** Whether values are numbers, so that they are set to the right. */
  public boolean numeric() {
    String plain = type.toLowerCase(Locale.ROOT);
    return NUMBERS.contains(plain) || plain.startsWith("decimal");
  }

  /**
   * Whether values are 64-bit identifiers, which programs must read as text because a double, and
   * so every browser and spreadsheet, rounds them.
   */
  public boolean identifier() {
    return name.toLowerCase(Locale.ROOT).endsWith("_id")
        && WIDE_INTEGERS.contains(type.toLowerCase(Locale.ROOT));
  }
}
