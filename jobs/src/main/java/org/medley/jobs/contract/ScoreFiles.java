package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** The scoring files of each source, refused ones among them. */
public final class ScoreFiles {
  public static final String SOURCE = "source";
  public static final String SCORE_ID = "score_id";
  public static final String FILE = "file";
  public static final String DIGEST = "digest";
  public static final String GENOME_BUILD = "genome_build";
  public static final String HARMONISED = "harmonised";
  public static final String WEIGHT_TYPE = "weight_type";
  public static final String LICENCE = "licence";
  public static final String MATCHED = "matched";
  public static final String TOTAL = "total";
  public static final String CATEGORIES = "categories";
  public static final String REFUSAL = "refusal";
  public static final String DOUBT = "doubt";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("ops.score_files", "one row per source and scoring file")
          .required(SOURCE, DataTypes.StringType, "the source whose samples are scored")
          .required(SCORE_ID, DataTypes.StringType, "pgs_id of the scoring file, or its name")
          .required(FILE, DataTypes.StringType, "name of the file without its folder")
          .required(DIGEST, DataTypes.StringType, "SHA-256 of the file")
          .optional(GENOME_BUILD, DataTypes.StringType, "of its positions; null: not stated")
          .required(HARMONISED, DataTypes.BooleanType, "whether its positions are harmonised")
          .optional(WEIGHT_TYPE, DataTypes.StringType, "as beta or log(OR); null: not stated")
          .optional(LICENCE, DataTypes.StringType, "terms of use, word by word; null: not stated")
          .required(MATCHED, DataTypes.IntegerType, "weights that count")
          .required(TOTAL, DataTypes.IntegerType, "weights of the file")
          .required(CATEGORIES, DataTypes.StringType, "how many weights have each category")
          .optional(REFUSAL, DataTypes.StringType, "why nobody is scored; null: all are")
          .optional(
              DOUBT,
              DataTypes.StringType,
              "where the file holds another number of weights than it states; null: it does not")
          .key(SOURCE, SCORE_ID)
          .slicedBy(SOURCE)
          .build();

  private ScoreFiles() {}
}
