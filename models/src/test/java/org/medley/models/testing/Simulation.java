package org.medley.models.testing;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.models.matrix.Snapshot;

/**
 * A simulated snapshot of the task {@code sim}. Covariate 0 is a flag and 1 a measurement that is
 * often missing; both move the risk. The others are sparse noise. Every third person is in the test
 * split, all others in training; each person also has one row to score.
 *
 * @param people number of persons
 * @param samples members per person and split
 * @param covariates number of covariates, at least two
 * @param effect how strongly covariates 0 and 1 act
 * @param lostShare chance of being lost at a random time in the year; then an outcome that would
 *     have come later is unknown
 * @param seed of all
 */
public record Simulation(
    int people, int samples, int covariates, double effect, double lostShare, long seed) {
  /** The task. */
  public static final String TASK = "sim";

  private static final Instant START = Instant.parse("2021-01-01T00:00:00Z");
  private static final int YEAR = 365;

  /** A clear effect and nobody lost. */
  public static Simulation of(int people, int samples, int covariates) {
    return new Simulation(people, samples, covariates, 1.5, 0, 42);
  }

  /** The same with some people lost. */
  public Simulation withLost(double share) {
    return new Simulation(people, samples, covariates, effect, share, seed);
  }

  /** The snapshot; its members also have a column {@code sex}. */
  public Snapshot snapshot(SparkSession spark) {
    List<Row> members = new ArrayList<>();
    List<Row> matrix = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (long person = 1; person <= people; person++) {
      for (int sample = 0; sample < samples; sample++) {
        Instant index = START.plus(Duration.ofDays((long) YEAR * sample));
        Row row = matrixRow(person, index, "train", random);
        matrix.add(row);
        members.add(member(person, index, row, random));
      }
      matrix.add(matrixRow(person, START.plus(Duration.ofDays(2000)), "score", random));
    }
    Dataset<Row> withSex =
        spark.createDataFrame(members, Members.TABLE.schema().add("sex", DataTypes.StringType));
    return new Snapshot(
        TASK,
        withSex,
        spark.createDataFrame(matrix, Matrix.TABLE.schema()),
        spark.createDataFrame(reference(), Reference.TABLE.schema()));
  }

  private Row matrixRow(long person, Instant index, String purpose, SplittableRandom random) {
    List<Integer> indices = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int j = 0; j < covariates; j++) {
      double chance = j == 0 ? 0.4 : j == 1 ? 0.6 : 0.15;
      if (random.nextDouble() < chance) {
        indices.add(j);
        values.add(j == 1 ? 5 + 4 * random.nextDouble() : j == 0 ? 1 : 1.0 + random.nextInt(3));
      }
    }
    return RowFactory.create(
        TASK, "ref-1", purpose, person, Timestamp.from(index), indices.toArray(), values.toArray());
  }

  private Row member(long person, Instant index, Row matrix, SplittableRandom random) {
    Object[] indices = matrix.getAs(5);
    Object[] values = matrix.getAs(6);
    double risk = -1.7;
    for (int k = 0; k < indices.length; k++) {
      int j = (Integer) indices[k];
      risk += j == 0 ? effect : j == 1 ? effect * ((Double) values[k] - 7) / 2 : 0;
    }
    boolean event = random.nextDouble() < 1 / (1 + Math.exp(-risk));
    long eventDay = random.nextInt(YEAR);
    long lostDay = random.nextDouble() < lostShare ? random.nextInt(YEAR) : YEAR;
    boolean seen = event && eventDay <= lostDay;
    boolean known = seen || lostDay == YEAR;
    return RowFactory.create(
        TASK,
        "train",
        person,
        Timestamp.from(index),
        null,
        Timestamp.from(index),
        after(index, YEAR),
        known ? (seen ? 1.0 : 0.0) : null,
        known ? (seen ? "positive" : "negative") : "unknown",
        seen ? after(index, eventDay) : null,
        seen ? "outcome" : null,
        lostDay < YEAR ? after(index, lostDay) : null,
        null,
        person % 3 == 0 ? "test" : "train",
        person % 2 == 0 ? "female" : "male");
  }

  private static Timestamp after(Instant index, long days) {
    return Timestamp.from(index.plus(Duration.ofDays(days)).plusSeconds(1));
  }

  private List<Row> reference() {
    List<Row> rows = new ArrayList<>();
    for (int j = 0; j < covariates; j++) {
      boolean measured = j == 1;
      rows.add(
          RowFactory.create(
              TASK,
              "ref-1",
              j,
              measured ? "measurement_hba1c_last_365d" : "condition_c" + j + "_any_365d",
              measured ? "measurements" : "codes",
              null,
              "365d",
              measured ? "last" : j == 0 ? "any" : "count",
              measured ? "%" : null,
              measured ? "Hemoglobin A1c, last value" : "Condition " + j,
              measured ? "missing" : "zero",
              0.3));
    }
    return rows;
  }
}
