package org.medley.models.effect.average;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaRDD;
import org.medley.models.effect.unit.Unit;
import org.medley.models.statistics.Clusters;

/**
 * Rows on the driver, without covariates, for statistics of ranks and their bootstrap: all rows of
 * a study, or of a larger one those of subjects drawn by a hash, about 100,000.
 *
 * @param rows in the order of their numbers
 * @param of how many rows they were drawn from
 */
public record ScoredSample(List<Scored> rows, long of) {
  /** About how many rows come to the driver at most. */
  public static final long MOST = 100_000;

  private static final long PARTS = 1_000_000;

  /** Of {@code rows}, which are {@code count}. One action. */
  public static ScoredSample of(JavaRDD<Scored> rows, long count) {
    long parts = count <= MOST ? PARTS : PARTS * MOST / count;
    List<Scored> drawn =
        rows.filter(row -> part(row.unit().subject()) < parts).map(ScoredSample::slim).collect();
    return new ScoredSample(
        drawn.stream().sorted(Comparator.comparingLong(row -> row.unit().row())).toList(), count);
  }

  private static long part(long subject) {
    return Math.floorMod(subject ^ (subject >>> 32), PARTS);
  }

  private static Scored slim(Scored row) {
    Unit u = row.unit();
    return new Scored(
        new Unit(
            u.row(),
            u.subject(),
            u.arm(),
            u.fold(),
            u.outcome(),
            u.weight(),
            new double[0],
            u.sampling()),
        row.raw(),
        row.propensity(),
        row.outcome(),
        row.effect());
  }

  /** Whether it is less than all rows. */
  public boolean partial() {
    return rows.size() < of;
  }

  /** One number of each row. */
  public double[] numbers(ToDoubleFunction<Scored> number) {
    return rows.stream().mapToDouble(number).toArray();
  }

  /** How many people of the population each row stands for. */
  public double[] sampling() {
    return numbers(row -> row.unit().sampling());
  }

  /** The subjects of the rows. */
  public Clusters clusters() {
    return Clusters.of(rows.stream().mapToLong(row -> row.unit().subject()).toArray());
  }
}
