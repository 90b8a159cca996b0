package org.medley.models.retrain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.medley.models.drift.CovariateDrift;
import org.medley.models.drift.Psi;
import org.medley.models.statistics.Estimate;

/**
 * What one night saw of a task.
 *
 * @param date logical date of the night
 * @param covariates of the champion; empty: they could not be compared
 * @param score the champion's risk; empty: it could not be compared
 * @param windows of matured members that the champion was not fitted to, oldest first
 * @param baseline AUROC of the champion where it was tested; not assessable: there is none
 * @param newEvents matured outcomes among the members of {@code windows}
 * @param arrived records that became known on the day
 * @param newest age in days of the newest record; empty: there is none
 * @param cohort who is scored
 */
public record Evidence(
    LocalDate date,
    List<CovariateDrift> covariates,
    Optional<Psi> score,
    List<MaturedWindow> windows,
    Estimate baseline,
    long newEvents,
    long arrived,
    OptionalInt newest,
    Cohort cohort) {
  /**
   * Who is scored tonight against the last release.
   *
   * @param people tonight
   * @param before in the last release; 0: there is none
   * @param left people of the last release who are not there tonight
   * @param joined people of tonight who were not there
   * @param nights from the last release to tonight, at least 1
   */
  public record Cohort(long people, long before, long left, long joined, long nights) {}

  /** Copies the lists. */
  public Evidence {
    covariates = List.copyOf(covariates);
    windows = List.copyOf(windows);
  }
}
