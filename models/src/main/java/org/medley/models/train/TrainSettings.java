package org.medley.models.train;

import java.util.List;
import java.util.Map;
import org.medley.models.calibrate.Calibration;
import org.medley.models.family.Grid;
import org.medley.models.family.ModelFamilies;
import org.medley.models.family.ModelFamily;

/**
 * How a model is trained.
 *
 * @param families names in {@link ModelFamilies}, at least one
 * @param folds number of subject-wise folds, at least two
 * @param seed of folds, trees and samples
 * @param calibrate {@code auto} or a kind of calibration in lower case
 * @param search which candidates are tried
 * @param rowsPerPartition rows per partition while fitting: the number of partitions is a function
 *     of this and of the rows, never of the cores
 * @param threads fits that run at the same time; results do not depend on it
 */
public record TrainSettings(
    List<String> families,
    int folds,
    long seed,
    String calibrate,
    Search search,
    int rowsPerPartition,
    int threads) {
  /** Families of a task that names none. */
  public static final List<String> FAMILIES = List.of("logistic", "boosted-trees");

  /** Folds of a task that names no number. */
  public static final int FOLDS = 3;

  /** Seed of a task that names none. */
  public static final long SEED = 20240601;

  /** The kind of calibration follows from the number of events. */
  public static final String AUTO = "auto";

  /** Below this a second partition costs more than it saves. */
  public static final int ROWS_PER_PARTITION = 20_000;

  /** Fits at the same time. */
  public static final int THREADS = 2;

  /** Checks every value. */
  public TrainSettings {
    families = List.copyOf(families);
    if (families.isEmpty()) {
      throw new IllegalArgumentException("Training needs at least one model family.");
    }
    for (String name : families) {
      ModelFamily family = ModelFamilies.named(name);
      Grid.of(family.settings(), search.grids().getOrDefault(name, Map.of()));
    }
    if (search.budget() < families.size()) {
      throw new IllegalArgumentException(
          "A budget of "
              + search.budget()
              + " leaves some of the "
              + families.size()
              + " families without a candidate.");
    }
    if (folds < 2 || rowsPerPartition < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "Training needs at least two folds, one row per partition and one thread.");
    }
    if (!calibrate.equals(AUTO)
        && kind(calibrate) == Calibration.Kind.NONE
        && search.balance() == Search.Balance.BALANCED) {
      throw new IllegalArgumentException(
          "Balanced weights shift every risk, so that they need a calibration.");
    }
  }

  /** All defaults. */
  public static TrainSettings defaults() {
    return of(FAMILIES, FOLDS, SEED, AUTO);
  }

  /** The standard candidates of {@code families}; the rest by default. */
  public static TrainSettings of(List<String> families, int folds, long seed, String calibrate) {
    return of(families, folds, seed, calibrate, Search.standard());
  }

  /** What a task file states; the rest by default. */
  public static TrainSettings of(
      List<String> families, int folds, long seed, String calibrate, Search search) {
    return new TrainSettings(families, folds, seed, calibrate, search, ROWS_PER_PARTITION, THREADS);
  }

  /** The kind of calibration for so many events. */
  Calibration.Kind calibration(long events) {
    return calibrate.equals(AUTO) ? Calibration.allowed(events) : kind(calibrate);
  }

  private static Calibration.Kind kind(String name) {
    for (Calibration.Kind kind : Calibration.Kind.values()) {
      if (kind.name().equalsIgnoreCase(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "There is no calibration '"
            + name
            + "'; known are auto, none, intercept, logistic and"
            + " isotonic.");
  }
}
