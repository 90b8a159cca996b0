package org.medley.jobs.bench;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A MEDS data set of hospital stays, some 505 rows to a subject: sex, birth, three admissions and
 * discharges, laboratory values every few hours of a stay, and a death in hospital now and then.
 *
 * @param subjects in it
 */
record RandomMeds(long subjects) {
  private static final int SHARDS = 8;
  private static final int STAYS = 3;
  private static final int ROUNDS = 33;
  private static final int VALUES = 5;
  private static final int LABS = 60;
  private static final double DEATHS = 0.05;
  private static final LocalDateTime START = LocalDateTime.of(2010, 1, 1, 0, 0);
  private static final int DAYS = 3000;

  private static final StructType SCHEMA =
      new StructType()
          .add("subject_id", DataTypes.LongType, false)
          .add("time", DataTypes.TimestampNTZType)
          .add("code", DataTypes.StringType, false)
          .add("numeric_value", DataTypes.FloatType);

  /** Writes it below {@code folder} and returns the number of rows. */
  long write(SparkSession spark, Path folder) {
    String data = folder.resolve("data").toUri().toString();
    spark
        .range(0, subjects, 1, SHARDS)
        .flatMap((FlatMapFunction<Long, Row>) RandomMeds::rows, Encoders.row(SCHEMA))
        .write()
        .parquet(data);
    return spark.read().parquet(data).count();
  }

  private static Iterator<Row> rows(long subject) {
    SplittableRandom random = new SplittableRandom(subject);
    List<Row> rows = new ArrayList<>();
    rows.add(row(subject, null, random.nextBoolean() ? "SEX//male" : "SEX//female", null));
    rows.add(row(subject, START.minusDays(random.nextInt(30_000)), "MEDS_BIRTH", null));
    LocalDateTime time = START.plusDays(random.nextInt(DAYS));
    for (int stay = 0; stay < STAYS; stay++) {
      rows.add(row(subject, time, "ADMISSION//" + random.nextInt(5), null));
      for (int round = 0; round < ROUNDS; round++) {
        time = time.plusMinutes(30 + random.nextInt(600));
        for (int value = 0; value < VALUES; value++) {
          int lab = (int) (LABS * random.nextDouble() * random.nextDouble());
          rows.add(row(subject, time, "LAB//" + lab, (float) random.nextGaussian()));
        }
      }
      time = time.plusHours(1 + random.nextInt(20));
      if (random.nextDouble() < DEATHS) {
        rows.add(row(subject, time, "DEATH", null));
        return rows.iterator();
      }
      rows.add(row(subject, time, "DISCHARGE//" + random.nextInt(5), null));
      time = time.plusDays(1 + random.nextInt(120));
    }
    return rows.iterator();
  }

  private static Row row(long subject, LocalDateTime time, String code, Float value) {
    return RowFactory.create(subject, time, code, value);
  }
}
