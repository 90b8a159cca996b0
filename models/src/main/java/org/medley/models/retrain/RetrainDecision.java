package org.medley.models.retrain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.medley.models.external.UpdateKind;

/**
 * What was decided, and why.
 *
 * @param reaction what the night asks for
 * @param kind how far the model is changed; empty: it is not
 * @param since first day of the members on whom that rests; empty: it rests on no label
 * @param reasons clauses with their numbers; at least one
 * @param signals all that was looked at
 */
public record RetrainDecision(
    Reaction reaction,
    Optional<UpdateKind> kind,
    Optional<LocalDate> since,
    List<String> reasons,
    List<Signal> signals) {
  /** Copies the lists. */
  public RetrainDecision {
    reasons = List.copyOf(reasons);
    signals = List.copyOf(signals);
  }

  /** The reasons as one text. */
  public String words() {
    return String.join("; ", reasons);
  }
}
