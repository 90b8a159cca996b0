package org.medley.jobs.polygenic.score;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Adds the sums of parts up, in the order of files and lines. */
final class Totals {
  /** One row per score and block of samples, with the columns of the same name of the parts. */
  static final StructType SCHEMA =
      new StructType()
          .add(PartColumns.SCORE, DataTypes.IntegerType, false)
          .add(PartColumns.BLOCK, DataTypes.IntegerType, false)
          .add(PartColumns.SUMS, DataTypes.createArrayType(DataTypes.DoubleType, false), false)
          .add(PartColumns.DOSAGES, DataTypes.createArrayType(DataTypes.DoubleType, false), false)
          .add(
              PartColumns.DENOMINATORS, DataTypes.createArrayType(DataTypes.LongType, false), false)
          .add(PartColumns.ALLELES, DataTypes.createArrayType(DataTypes.LongType, false), false);

  private Totals() {}

  /**
   * The totals of {@code parts}. One shuffle of blocks; triggers no action. Since blocks are sorted
   * by file and line before they are added, the same files give the same bits on any cluster.
   */
  static Dataset<Row> of(Dataset<Row> parts) {
    MapPartitionsFunction<Row, Row> adding = Totals::add;
    return parts
        .filter(parts.col(PartColumns.SCORE).isNotNull())
        .repartition(parts.col(PartColumns.SCORE), parts.col(PartColumns.BLOCK))
        .sortWithinPartitions(
            PartColumns.SCORE, PartColumns.BLOCK, PartColumns.FILE, PartColumns.LINE)
        .mapPartitions(adding, Encoders.row(SCHEMA));
  }

  private static Iterator<Row> add(Iterator<Row> sorted) {
    List<Row> totals = new ArrayList<>();
    Total total = null;
    while (sorted.hasNext()) {
      Row row = sorted.next();
      if (total == null || !total.isOf(row)) {
        if (total != null) {
          totals.add(total.row());
        }
        total = new Total(row);
      }
      total.add(row);
    }
    if (total != null) {
      totals.add(total.row());
    }
    return totals.iterator();
  }

  /** The total of one score and block. */
  private static final class Total {
    private final int score;
    private final int block;
    private final double[] sums;
    private final double[] dosages;
    private final long[] denominators;
    private final long[] alleles;
    private final double[] deferredSums;
    private final long[] deferredAlleles;
    private final int[] evidence;

    Total(Row row) {
      score = row.getInt(2);
      block = row.getInt(3);
      int size = row.getList(4).size();
      sums = new double[size];
      dosages = new double[size];
      denominators = new long[size];
      alleles = new long[size];
      deferredSums = new double[size];
      deferredAlleles = new long[size];
      evidence = new int[size];
    }

    boolean isOf(Row row) {
      return row.getInt(2) == score && row.getInt(3) == block;
    }

    void add(Row row) {
      add(sums, row.getList(4));
      add(dosages, row.getList(5));
      add(denominators, row.getList(6));
      add(alleles, row.getList(7));
      add(deferredSums, row.getList(8));
      add(deferredAlleles, row.getList(9));
      List<Integer> bits = row.getList(10);
      for (int i = 0; i < evidence.length; i++) {
        evidence[i] |= bits.get(i);
      }
    }

    Row row() {
      for (int i = 0; i < evidence.length; i++) {
        if (Evidence.ofY(evidence[i])) {
          sums[i] += deferredSums[i];
          denominators[i] += deferredAlleles[i];
        }
      }
      return RowFactory.create(score, block, sums, dosages, denominators, alleles);
    }

    private static void add(double[] to, List<Double> values) {
      for (int i = 0; i < to.length; i++) {
        to[i] += values.get(i);
      }
    }

    private static void add(long[] to, List<Integer> values) {
      for (int i = 0; i < to.length; i++) {
        to[i] += values.get(i);
      }
    }
  }
}
