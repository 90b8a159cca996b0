package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** What became of each weight of each polygenic score. */
public final class ScoreWeights {
  public static final String SOURCE = "source";
  public static final String SCORE_ID = "score_id";
  public static final String LINE = "line";
  public static final String CONTIG = "contig";
  public static final String POSITION = "position";
  public static final String ID = "id";
  public static final String EFFECT_ALLELE = "effect_allele";
  public static final String OTHER_ALLELE = "other_allele";
  public static final String CATEGORY = "category";
  public static final String COUNTS = "counts";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("ops.score_weights", "one row per source and weight of a scoring file")
          .required(SOURCE, DataTypes.StringType, "the source whose variants it is matched to")
          .required(SCORE_ID, DataTypes.StringType, "pgs_id of the scoring file, or its name")
          .required(LINE, DataTypes.LongType, "line of the scoring file, from 1")
          .optional(CONTIG, DataTypes.StringType, "name without chr; null: known by its id alone")
          .optional(POSITION, DataTypes.IntegerType, "1-based; null: known by its id alone")
          .optional(ID, DataTypes.StringType, "rsID; null: not stated")
          .optional(EFFECT_ALLELE, DataTypes.StringType, "as stated; null: not stated")
          .optional(OTHER_ALLELE, DataTypes.StringType, "as stated; null: none, or several")
          .required(
              CATEGORY,
              DataTypes.StringType,
              "as_given, swapped, complement, … or why it does not count")
          .required(COUNTS, DataTypes.BooleanType, "whether it is in the sums")
          .key(SOURCE, SCORE_ID, LINE)
          .slicedBy(SOURCE)
          .build();

  private ScoreWeights() {}
}
