package org.medley.jobs.genotype;

import java.util.Arrays;
import java.util.Optional;

/** How close two samples are, by the bounds of KING (powers of 1/2 half way between degrees). */
enum Relationship {
  DUPLICATE("duplicate", 1.5),
  FIRST("first-degree", 2.5),
  SECOND("second-degree", 3.5),
  THIRD("third-degree", 4.5);

  private final String label;
  private final double exponent;

  Relationship(String label, double exponent) {
    this.label = label;
    this.exponent = exponent;
  }

  /** The word of the table. */
  String label() {
    return label;
  }

  /** What a kinship coefficient tells; empty: less than third degree, or not known. */
  static Optional<Relationship> of(double kinship) {
    return Arrays.stream(values())
        .filter(each -> kinship > Math.pow(2, -each.exponent))
        .findFirst();
  }
}
