package org.medley.jobs.step;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.contract.CodeParents;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Checkpoints;

/** What stands above codes at any level, from what is stated of one level or of several. */
public final class Hierarchy {
  private static final String[] PAIR = {CodeAncestors.CODE, CodeAncestors.ANCESTOR};
  private static final String NEXT = "next_parent";

  private Hierarchy() {}

  /**
   * Returns the ancestors of {@code codes} under {@link CodeAncestors#TABLE}, level by level: one
   * action and one shuffle of the new pairs for each level of the hierarchy. Codes of several
   * sources are one hierarchy. Nothing is held on the driver.
   *
   * @param codes a column code, distinct
   * @param parents rows under {@link CodeParents#TABLE}
   * @throws MedleyException with exit code 65 that names a code that is above itself
   */
  public static Dataset<Row> ancestors(Dataset<Row> codes, Dataset<Row> parents) {
    Dataset<Row> steps =
        parents
            .select(col(CodeParents.CODE), col(CodeParents.PARENT).as(NEXT))
            .distinct()
            .transform(Checkpoints::of);
    Dataset<Row> level =
        codes
            .join(steps, CodeParents.CODE)
            .select(col(CodeAncestors.CODE), col(NEXT).as(CodeAncestors.ANCESTOR))
            .transform(Checkpoints::of);
    Dataset<Row> all = level;
    while (!level.isEmpty()) {
      level =
          level
              .join(
                  steps.withColumnRenamed(CodeParents.CODE, "below"),
                  col(CodeAncestors.ANCESTOR).equalTo(col("below")))
              .select(col(CodeAncestors.CODE), col(NEXT).as(CodeAncestors.ANCESTOR))
              .distinct()
              .join(all, PAIR, "left_anti")
              .transform(Checkpoints::of);
      all = all.union(level);
    }
    refuseCircle(all);
    return all;
  }

  /** What tells two tables of ancestors apart, whatever the order of their rows; one action. */
  static String digest(Dataset<Row> ancestors) {
    Row sums =
        ancestors
            .select(xxhash64(col(CodeAncestors.CODE), col(CodeAncestors.ANCESTOR)).as(NEXT))
            .agg(count(lit(1)), bit_xor(col(NEXT)), sum(col(NEXT).cast("decimal(20,0)")))
            .head();
    return String.valueOf(sums);
  }

  private static void refuseCircle(Dataset<Row> all) {
    Dataset<Row> circle = all.where(col(CodeAncestors.CODE).equalTo(col(CodeAncestors.ANCESTOR)));
    circle
        .takeAsList(1)
        .forEach(
            row -> {
              throw new MedleyException(
                  ExitCode.DATA_REJECTED,
                  "the hierarchy of codes goes round in a circle: %s is above itself"
                      .formatted(row.<String>getAs(CodeAncestors.CODE)),
                  "mend concept_ancestor or metadata/codes.parquet of the source that states it;"
                      + " clinical.code_parents says which");
            });
  }
}
