package org.medley.features.covariate;

import java.util.List;

/** What families of codes with numbers say of a code whatever its units. */
final class Numbers {
  private Numbers() {}

  /** Returns the number of events with a number, each called {@code noun}. */
  static Covariate count(List<String> domains, LookbackWindow window, String noun) {
    return Covariate.ofCode(
        domains, "count", window, "number of " + noun + "s", CodeSummary.numbersOfCode(window));
  }

  /** Returns the days since the last event with a number. */
  static Covariate daysSinceLast(List<String> domains, LookbackWindow window, String noun) {
    return Covariate.ofCode(
            domains,
            "days_since_last",
            window,
            "days since the last " + noun,
            CodeSummary.daysSinceNumberOfCode(window))
        .missingUnlessKnown("d");
  }
}
