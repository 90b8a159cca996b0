package org.medley.jobs.association;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.polygenic.score.Cohort;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.SourceFile;
import org.medley.models.association.GenomicInflation;

/**
 * Scans VCF files for variants that go with a phenotype, as plink 1.9 does with {@code --linear} or
 * {@code --logistic}: additive in the copies of the rarer allele, each alternate by itself; on X
 * men have one copy and the sex is a covariate; on Y only men count.
 */
public final class AssociationScan implements AutoCloseable {
  private static final int MOST_WARNINGS = 50;

  private final List<SourceFile> files;
  private final Dataset<Row> scanned;
  private final Row summary;

  private AssociationScan(List<SourceFile> files, Dataset<Row> scanned) {
    this.files = files;
    this.scanned = scanned;
    this.summary =
        scanned
            .agg(
                count(lit(1)),
                count(col(ScanColumns.REJECTED)),
                count(col(ScanColumns.P)),
                expr("percentile(%s, 0.5D)".formatted(ScanColumns.P)))
            .head();
  }

  /**
   * Scans {@code files}: each line is read once, and the work needs no shuffle. The results stay
   * with the executors until the scan is closed. Triggers an action. The same files give the same
   * bits, however they are parted.
   *
   * @throws MedleyException with exit code 65 if a file is not whole
   */
  public static AssociationScan of(
      SparkSession spark, List<SourceFile> files, Cohort cohort, ScanSettings settings) {
    Broadcast<ScanPlan> plan =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new ScanPlan(cohort, settings));
    Dataset<Row> scanned =
        LineReader.readParts(
                spark, files, ScanColumns.SCHEMA, lines -> new LineScanner(plan.value(), lines))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new AssociationScan(files, scanned);
    } catch (RuntimeException e) {
      scanned.unpersist();
      throw MedleyException.rethrown(e);
    }
  }

  /** One row per alternate in the order of the files, see {@link ScanColumns}. */
  public Dataset<Row> variants() {
    return scanned
        .filter(col(ScanColumns.REJECTED).isNull())
        .orderBy(ScanColumns.FILE, ScanColumns.LINE, ScanColumns.ALTERNATE);
  }

  /** The {@code most} variants with the smallest P values; the order of the files breaks ties. */
  public Dataset<Row> top(int most) {
    return scanned
        .filter(col(ScanColumns.P).isNotNull())
        .orderBy(ScanColumns.P, ScanColumns.FILE, ScanColumns.LINE, ScanColumns.ALTERNATE)
        .limit(most);
  }

  /** Rows of {@link #variants}. */
  public long size() {
    return summary.getLong(0) - summary.getLong(1);
  }

  /** Variants that have a result. */
  public long tested() {
    return summary.getLong(2);
  }

  /** The genomic inflation factor; null where no variant has a result. */
  public Double lambda() {
    return summary.isNullAt(3) ? null : GenomicInflation.lambda(summary.getDouble(3));
  }

  /** Sentences on lines that cannot be used, at most fifty and one. */
  public List<String> warnings() {
    Dataset<Row> rejected =
        scanned
            .filter(col(ScanColumns.REJECTED).isNotNull())
            .select(ScanColumns.FILE, ScanColumns.LINE, ScanColumns.REJECTED)
            .orderBy(ScanColumns.FILE, ScanColumns.LINE)
            .limit(MOST_WARNINGS);
    List<String> warnings = new ArrayList<>();
    if (summary.getLong(1) > 0) {
      for (Row row : rejected.collectAsList()) {
        warnings.add(
            "%s, line %d: %s; the line is left out"
                .formatted(files.get(row.getInt(0)).name(), row.getLong(1), row.getString(2)));
      }
    }
    long unsaid = summary.getLong(1) - warnings.size();
    if (unsaid > 0) {
      warnings.add("%d more such lines of VCF".formatted(unsaid));
    }
    return warnings;
  }

  @Override
  public void close() {
    scanned.unpersist();
  }
}
