package org.medley.jobs.association;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Columns of a scan: one row per alternate allele, and one per line that cannot be used. */
public final class ScanColumns {
  /** Number of the VCF file. */
  public static final String FILE = "file";

  /** Line in it. */
  public static final String LINE = "line";

  /** Number of the alternate, from 1. */
  public static final String ALTERNATE = "alternate";

  /** Median and filter. */
  public static final String P = "p";

  /** Why the line cannot be used; null: it can. */
  public static final String REJECTED = "rejected";

  /**
   * All of them. The numbers are null where there is no result, and {@code reason} says why; {@code
   * n} counts the samples with phenotype, covariates and genotype.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add(FILE, DataTypes.IntegerType)
          .add(LINE, DataTypes.LongType)
          .add(ALTERNATE, DataTypes.IntegerType)
          .add("contig", DataTypes.StringType)
          .add("position", DataTypes.IntegerType)
          .add("id", DataTypes.StringType)
          .add("ref", DataTypes.StringType)
          .add("alt", DataTypes.StringType)
          .add("effect_allele", DataTypes.StringType)
          .add("n", DataTypes.IntegerType)
          .add("beta", DataTypes.DoubleType)
          .add("se", DataTypes.DoubleType)
          .add("odds_ratio", DataTypes.DoubleType)
          .add("statistic", DataTypes.DoubleType)
          .add(P, DataTypes.DoubleType)
          .add("reason", DataTypes.StringType)
          .add(REJECTED, DataTypes.StringType);

  private ScanColumns() {}
}
