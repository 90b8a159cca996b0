package org.medley.models.matrix;

import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Matrix.INDICES;
import static org.medley.features.contract.Matrix.PURPOSE;
import static org.medley.features.contract.Matrix.REFERENCE_ID;
import static org.medley.features.contract.Matrix.TASK;
import static org.medley.features.contract.Matrix.VALUES;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.Reference;
import org.medley.models.censoring.CensoringWeights;
import org.medley.models.censoring.FollowUp;

/**
 * Members as vectors, ready to fit or to judge: one row per member with subject, index time, label,
 * weight and features.
 *
 * <p>The number of partitions is a function of settings and number of rows, and rows are sorted
 * within partitions, so that the number of cores does not matter. With one partition a fit is the
 * same bit for bit; with several MLlib adds partial sums in the order in which tasks end.
 */
public final class DesignMatrix implements AutoCloseable {
  /** The features of a row, an MLlib vector. */
  public static final String FEATURES = "features";

  /** The weight of a row. */
  public static final String WEIGHT = "weight";

  /** Whole days that a training row was followed. */
  public static final String DAY = "follow_up_day";

  /** Why a training row's follow-up ended: 1 outcome, 2 competing event, 0 neither. */
  public static final String CAUSE = "follow_up_cause";

  private static final MathContext DIGITS = new MathContext(9);

  private final Design design;
  private final Dataset<Row> rows;
  private final CensoringWeights weights;

  private DesignMatrix(Design design, Dataset<Row> rows, CensoringWeights weights) {
    this.design = design;
    this.rows = rows;
    this.weights = weights;
  }

  /**
   * The training members as vectors, with the imputation fitted on those with a known label.
   * Triggers actions and keeps the vectors in memory or on disk until closed.
   *
   * @param weights fitted on the training members
   * @param rowsPerPartition how many rows one partition holds at most, on average
   */
  public static DesignMatrix fit(
      Snapshot snapshot, CensoringWeights weights, int rowsPerPartition) {
    List<Row> reference = reference(snapshot);
    String referenceId = referenceId(snapshot, reference);
    long known = weights.positives() + weights.negatives();
    int partitions = (int) Math.max(1, (known + rowsPerPartition - 1) / rowsPerPartition);
    Dataset<Row> sparse =
        sparse(
                snapshot,
                snapshot
                    .members(Snapshot.TRAIN)
                    .withColumn(DAY, FollowUp.day())
                    .withColumn(CAUSE, FollowUp.cause()),
                referenceId,
                weights,
                DAY,
                CAUSE)
            .repartition(partitions, col(SUBJECT_ID))
            .sortWithinPartitions(SUBJECT_ID, INDEX_TIME)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> labelled = sparse.where(col(LABEL).isNotNull());
    Design design = new Design(referenceId, covariates(reference, sums(labelled), known));
    Dataset<Row> vectors =
        vectors(sparse, design, DAY, CAUSE).persist(StorageLevel.MEMORY_AND_DISK());
    vectors.count();
    sparse.unpersist();
    return new DesignMatrix(design, vectors, weights);
  }

  /**
   * The members of {@code split} with a known label as vectors of {@code design}, weighted by a
   * censoring distribution of their own. The columns {@code others} of the members come along.
   * Triggers the action of {@link CensoringWeights#fit}.
   */
  public static DesignMatrix of(
      Snapshot snapshot, String split, Design design, List<String> others) {
    CensoringWeights weights = CensoringWeights.fit(snapshot.members(split));
    Dataset<Row> sparse =
        sparse(
            snapshot,
            snapshot.members(split).where(col(LABEL).isNotNull()),
            design.referenceId(),
            weights,
            others.toArray(String[]::new));
    return new DesignMatrix(
        design, vectors(sparse, design, others.toArray(String[]::new)), weights);
  }

  /**
   * The members of {@code split} as vectors of {@code design}, those with an unknown label
   * included, with the {@link #DAY} and {@link #CAUSE} of the end of their follow-up. The columns
   * {@code others} of the members come along. Triggers the action of {@link CensoringWeights#fit}.
   */
  public static DesignMatrix ofFollowed(
      Snapshot snapshot, String split, Design design, List<String> others) {
    Dataset<Row> members = snapshot.members(split);
    CensoringWeights weights = CensoringWeights.fit(members);
    String[] all = with(others.toArray(String[]::new), DAY, CAUSE);
    Dataset<Row> sparse =
        sparse(
            snapshot,
            members.withColumn(DAY, FollowUp.day()).withColumn(CAUSE, FollowUp.cause()),
            design.referenceId(),
            weights,
            all);
    return new DesignMatrix(design, vectors(sparse, design, all), weights);
  }

  /** The same matrix with its rows kept in memory or on disk until closed, for repeated use. */
  public DesignMatrix kept() {
    return new DesignMatrix(design, rows.persist(StorageLevel.MEMORY_AND_DISK()), weights);
  }

  /** What the columns of the vectors are. */
  public Design design() {
    return design;
  }

  /** One row per member with a known label. */
  public Dataset<Row> rows() {
    return rows.where(col(LABEL).isNotNull());
  }

  /**
   * One row per member, those with an unknown label included, with day and cause of the end of
   * follow-up and weight 1: who is lost counts until then, so that nobody needs to stand for
   * others.
   */
  public Dataset<Row> followed() {
    return rows.withColumn(WEIGHT, lit(1.0));
  }

  /** The weights of the rows. */
  public CensoringWeights weights() {
    return weights;
  }

  @Override
  public void close() {
    rows.unpersist();
  }

  /**
   * The sparse rows of {@code matrix}, which must all belong to {@code referenceId}: a row of
   * another reference fails when it is read.
   */
  public static Dataset<Row> ofReference(Dataset<Row> matrix, String referenceId) {
    Column stranger =
        raise_error(
            concat(
                lit("The matrix belongs to the reference "),
                col(REFERENCE_ID),
                lit(" but the model was fitted with " + referenceId + ".")));
    return matrix.withColumn(
        INDICES, when(col(REFERENCE_ID).equalTo(referenceId), col(INDICES)).otherwise(stranger));
  }

  private static Dataset<Row> sparse(
      Snapshot snapshot,
      Dataset<Row> members,
      String referenceId,
      CensoringWeights weights,
      String... others) {
    Dataset<Row> weighted =
        members
            .withColumn(WEIGHT, weights.weight())
            .select(SUBJECT_ID, with(others, INDEX_TIME, LABEL, WEIGHT));
    Dataset<Row> matrix =
        ofReference(
                snapshot
                    .matrix()
                    .where(col(TASK).equalTo(snapshot.task()))
                    .where(col(PURPOSE).equalTo(Snapshot.TRAIN_PURPOSE)),
                referenceId)
            .select(SUBJECT_ID, INDEX_TIME, INDICES, VALUES);
    return weighted.join(matrix, new String[] {SUBJECT_ID, INDEX_TIME}, "left");
  }

  private static Dataset<Row> vectors(Dataset<Row> sparse, Design design, String... others) {
    return sparse
        .withColumn(FEATURES, design.vector())
        .select(SUBJECT_ID, with(others, INDEX_TIME, LABEL, WEIGHT, FEATURES));
  }

  private static String[] with(String[] others, String... columns) {
    List<String> all = new ArrayList<>(List.of(columns));
    all.addAll(List.of(others));
    return all.toArray(String[]::new);
  }

  private static List<Row> reference(Snapshot snapshot) {
    return snapshot
        .reference()
        .where(col(Reference.TASK).equalTo(snapshot.task()))
        .orderBy(Reference.INDEX)
        .collectAsList();
  }

  private static String referenceId(Snapshot snapshot, List<Row> reference) {
    Set<String> ids = new TreeSet<>();
    reference.forEach(row -> ids.add(row.getAs(Reference.REFERENCE_ID)));
    if (ids.size() != 1) {
      throw new IllegalArgumentException(
          "The snapshot of "
              + snapshot.task()
              + " needs covariates of exactly one reference, but has "
              + ids.size()
              + ".");
    }
    return ids.iterator().next();
  }

  private static Map<Integer, double[]> sums(Dataset<Row> sparse) {
    String entry = "entry";
    Map<Integer, double[]> sums = new HashMap<>();
    sparse
        .select(explode(arrays_zip(col(INDICES), col(VALUES))).as(entry))
        .groupBy(col(entry).getField(INDICES))
        .agg(sum(col(entry).getField(VALUES)), count(lit(1)))
        .collectAsList()
        .forEach(r -> sums.put(r.getInt(0), new double[] {r.getDouble(1), r.getLong(2)}));
    return sums;
  }

  private static List<Covariate> covariates(
      List<Row> reference, Map<Integer, double[]> sums, long known) {
    List<Covariate> covariates = new ArrayList<>();
    for (Row row : reference) {
      int index = row.getAs(Reference.INDEX);
      double[] sum = sums.getOrDefault(index, new double[] {0, 0});
      boolean missing = "missing".equals(row.getAs(Reference.ABSENT));
      double present = sum[1] == 0 ? 0 : rounded(sum[0] / sum[1]);
      covariates.add(
          new Covariate(
              index,
              row.getAs(Reference.COVARIATE),
              row.getAs(Reference.FAMILY),
              row.getAs(Reference.AGGREGATE),
              row.getAs(Reference.UNIT),
              row.getAs(Reference.DESCRIPTION),
              missing,
              missing ? present : 0,
              missing ? present : rounded(sum[0] / known)));
    }
    return covariates;
  }

  /** A mean as designs keep it: to 9 significant digits. */
  public static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
