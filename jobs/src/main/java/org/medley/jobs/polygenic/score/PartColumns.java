package org.medley.jobs.polygenic.score;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Columns of what the parts of VCF files give: one row per part with its matches, which has no
 * score, and one row per part, score and block of samples with sums.
 */
final class PartColumns {
  /** Number of the file. */
  static final String FILE = "file";

  /** First line of the part. */
  static final String LINE = "line";

  /** Number of the score; null in the row of matches. */
  static final String SCORE = "score";

  /** Number of the block of {@link #BLOCK_SIZE} samples. */
  static final String BLOCK = "block";

  /** See {@link Sums}, as the next six. */
  static final String SUMS = "sums";

  static final String DOSAGES = "dosages";
  static final String DENOMINATORS = "denominators";
  static final String ALLELES = "alleles";
  static final String DEFERRED_SUMS = "deferred_sums";
  static final String DEFERRED_ALLELES = "deferred_alleles";
  static final String EVIDENCE = "evidence";

  /** Number of each weight that matches. */
  static final String WEIGHTS = "weights";

  /** Number of the type of each match. */
  static final String TYPES = "types";

  /** Number of the category of each match. */
  static final String CATEGORIES = "categories";

  /** The first rejected lines. */
  static final String REJECTED = "rejected";

  /** Why each of these was rejected. */
  static final String REASONS = "reasons";

  /** How many lines were rejected. */
  static final String REJECTED_LINES = "rejected_lines";

  /** How many calls are half-missing. */
  static final String HALF_CALLS = "half_calls";

  /** Samples in a block. */
  static final int BLOCK_SIZE = 8192;

  private static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType, false);
  private static final DataType INTEGERS = DataTypes.createArrayType(DataTypes.IntegerType, false);

  /** All columns; those of the other kind of row are null. */
  static final StructType SCHEMA =
      new StructType()
          .add(FILE, DataTypes.IntegerType, false)
          .add(LINE, DataTypes.LongType, false)
          .add(SCORE, DataTypes.IntegerType)
          .add(BLOCK, DataTypes.IntegerType)
          .add(SUMS, DOUBLES)
          .add(DOSAGES, DOUBLES)
          .add(DENOMINATORS, INTEGERS)
          .add(ALLELES, INTEGERS)
          .add(DEFERRED_SUMS, DOUBLES)
          .add(DEFERRED_ALLELES, INTEGERS)
          .add(EVIDENCE, INTEGERS)
          .add(WEIGHTS, INTEGERS)
          .add(TYPES, INTEGERS)
          .add(CATEGORIES, INTEGERS)
          .add(REJECTED, DataTypes.createArrayType(DataTypes.LongType, false))
          .add(REASONS, DataTypes.createArrayType(DataTypes.StringType, false))
          .add(REJECTED_LINES, DataTypes.LongType)
          .add(HALF_CALLS, DataTypes.LongType);

  private PartColumns() {}
}
