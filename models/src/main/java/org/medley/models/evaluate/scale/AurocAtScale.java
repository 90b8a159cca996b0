package org.medley.models.evaluate.scale;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.medley.models.evaluate.scale.ScoredRows.LABEL;
import static org.medley.models.evaluate.scale.ScoredRows.SCORE;
import static org.medley.models.evaluate.scale.ScoredRows.SUBJECT;
import static org.medley.models.evaluate.scale.ScoredRows.WEIGHT;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.statistics.Estimate;

/**
 * The exact AUROC with DeLong's variance, or Obuchowski's by subject, of any number of rows; see
 * {@link org.medley.models.statistics.Auroc}. Rows are ranked by {@link Placements}; one aggregate,
 * after a shuffle by subject where subjects repeat, gives the sums that area and variance need.
 */
public final class AurocAtScale {
  private static final String PLACEMENT = "placement";
  private static final String[] CLASS = {"0", "1"};

  private AurocAtScale() {}

  /**
   * The area with a Wald interval cut to [0, 1].
   *
   * @param ranges parts of the sort, each sorted by one task; 64 serve 50 million rows
   */
  public static Estimate estimate(ScoredRows scored, int ranges) {
    Placements placements = new Placements(scored.rows(), SCORE, ranges);
    if (!(placements.positives() > 0 && placements.negatives() > 0)) {
      return Estimate.notAssessable("one class only");
    }
    Row sums = sums(byCluster(placements.as(PLACEMENT), scored.repeated()));
    double area = sums.<Double>getAs("value1") / placements.positives();
    double variance =
        part(sums, 1, area) / square(placements.positives())
            + part(sums, 0, area) / square(placements.negatives())
            + 2 * between(sums, area) / (placements.positives() * placements.negatives());
    String method = scored.repeated() ? "AUROC, Obuchowski 1997 by subject" : "AUROC, DeLong 1988";
    return Estimate.wald(area, Math.sqrt(variance), method + ", ranked by Spark").within(0, 1);
  }

  /** One row per subject, or per sample: for each class value, weight and whether it is there. */
  private static Dataset<Row> byCluster(Dataset<Row> placed, boolean repeated) {
    Column[] parts = new Column[7];
    parts[6] = col(SUBJECT);
    for (int c = 0; c < CLASS.length; c++) {
      Column here = c == 1 ? col(LABEL).gt(0.5) : col(LABEL).leq(0.5);
      Column weighted = col(WEIGHT).multiply(col(PLACEMENT));
      parts[3 * c] = when(here, weighted).otherwise(0.0).as("v" + CLASS[c]);
      parts[3 * c + 1] = when(here, col(WEIGHT)).otherwise(0.0).as("w" + CLASS[c]);
      parts[3 * c + 2] = when(here, 1).otherwise(0).as("n" + CLASS[c]);
    }
    Dataset<Row> rows = placed.select(parts);
    return repeated
        ? rows.groupBy(SUBJECT)
            .agg(
                sum("v0").as("v0"),
                sum("w0").as("w0"),
                sum("n0").as("n0"),
                sum("v1").as("v1"),
                sum("w1").as("w1"),
                sum("n1").as("n1"))
        : rows;
  }

  private static Row sums(Dataset<Row> clusters) {
    return clusters
        .agg(
            count(lit(1)).as("count"),
            total("v1").as("value1"),
            count(when(col("n1").gt(0), 1)).as("count1"),
            count(when(col("n0").gt(0), 1)).as("count0"),
            total("v1", "v1").as("vv1"),
            total("v1", "w1").as("vw1"),
            total("w1", "w1").as("ww1"),
            total("v0", "v0").as("vv0"),
            total("v0", "w0").as("vw0"),
            total("w0", "w0").as("ww0"),
            total("v0", "v1").as("v0v1"),
            total("v0", "w1").as("v0w1"),
            total("w0", "v1").as("w0v1"),
            total("w0", "w1").as("w0w1"))
        .first();
  }

  private static Column total(String column) {
    return coalesce(sum(col(column)), lit(0.0));
  }

  private static Column total(String a, String b) {
    return coalesce(sum(col(a).multiply(col(b))), lit(0.0));
  }

  /** Sum over clusters of the squared deviation from the area, times count / (count - 1). */
  private static double part(Row sums, int c, double area) {
    double squares =
        sums.<Double>getAs("vv" + c)
            - 2 * area * sums.<Double>getAs("vw" + c)
            + area * area * sums.<Double>getAs("ww" + c);
    return corrected(squares, sums.<Long>getAs("count" + c));
  }

  private static double between(Row sums, double area) {
    double products =
        sums.<Double>getAs("v0v1")
            - area * (sums.<Double>getAs("v0w1") + sums.<Double>getAs("w0v1"))
            + area * area * sums.<Double>getAs("w0w1");
    return corrected(products, sums.<Long>getAs("count"));
  }

  private static double corrected(double sum, long count) {
    return count < 2 ? Double.NaN : sum * count / (count - 1);
  }

  private static double square(double value) {
    return value * value;
  }
}
