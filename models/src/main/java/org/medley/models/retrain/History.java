package org.medley.models.retrain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the nights before left.
 *
 * @param arrived records that became known, by night
 * @param broken first night of a break in the covariates that still stood last night; empty: none
 * @param updates logical dates on which the task came by a model, in any order
 */
public record History(
    Map<LocalDate, Long> arrived, Optional<LocalDate> broken, List<LocalDate> updates) {
  /** Copies the collections. */
  public History {
    arrived = Map.copyOf(arrived);
    updates = List.copyOf(updates);
  }
}
