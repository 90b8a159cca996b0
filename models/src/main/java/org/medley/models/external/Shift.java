package org.medley.models.external;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.medley.features.contract.Members.ARM;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.PURPOSE;
import static org.medley.features.contract.Members.SPLIT;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.features.contract.Members.TASK;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Baseline;
import org.medley.features.matrix.BaselineTable;
import org.medley.models.matrix.Covariate;
import org.medley.models.matrix.Design;
import org.medley.models.matrix.Snapshot;

/**
 * One covariate of a model in the data that it was developed on and in another data set, over the
 * members with a known label (TRIPOD+AI 20c).
 *
 * @param covariate of the model
 * @param binary whether it is 1 or absent in both
 * @param absentThere whether the other data set does not have it at all
 * @param share of the model's relevance, from 0 to 1
 * @param development in the training members
 * @param external in the other data set
 * @param difference external less development mean by the root of the mean of the two variances
 *     (Austin, Stat Med 2009;28:3083); NaN: not defined
 */
public record Shift(
    Covariate covariate,
    boolean binary,
    boolean absentThere,
    double share,
    Side development,
    Side external,
    double difference) {
  private static final String DEVELOPMENT = "development";
  private static final String EXTERNAL = "external";

  /**
   * A covariate in one data set.
   *
   * @param members members
   * @param known those with a value; where absent means zero, with a value that is not zero
   * @param mean of those with a value, of all where absent means zero; NaN: nobody
   * @param sd standard deviation of the same; NaN: fewer than two
   * @param missing share without a value; 0 where absent means zero
   */
  public record Side(long members, long known, double mean, double sd, double missing) {}

  /**
   * Compares all covariates of {@code design}, whose indices both matrices have. Triggers one
   * action, whose result has two rows per covariate.
   *
   * @param there members of split train are compared with those of split train of {@code here}
   */
  static List<Shift> of(
      Snapshot here, Snapshot there, Design design, Mapped mapped, Relevance relevance) {
    Dataset<Row> members = members(here, false).unionByName(members(there, true));
    Dataset<Row> matrix =
        here.matrix().unionByName(apart(there.matrix()).select(names(here.matrix())));
    Map<String, Map<String, Row>> cells = new HashMap<>();
    BaselineTable.of(
            matrix, members, List.of(), here.reference(), here.task(), design.referenceId())
        .where(col(Baseline.GROUPING).equalTo("split"))
        .collectAsList()
        .forEach(
            row ->
                cells
                    .computeIfAbsent(row.getAs(Baseline.GROUP), group -> new HashMap<>())
                    .put(key(row), row));
    Set<Covariate> absent = new HashSet<>(mapped.absent());
    List<Shift> shifts = new ArrayList<>();
    for (Covariate covariate : design.covariates()) {
      String key = key(covariate.name(), covariate.unit(), covariate.description());
      Row one = cells.get(DEVELOPMENT).get(key);
      Row other = cells.get(EXTERNAL).get(key);
      shifts.add(
          of(
              covariate,
              absent.contains(covariate),
              relevance.shares()[covariate.index()],
              one,
              other));
    }
    shifts.sort(Comparator.comparingInt(each -> each.covariate.index()));
    return shifts;
  }

  private static Shift of(
      Covariate covariate, boolean absent, double share, Row development, Row external) {
    boolean binary = "binary".equals(development.getAs(Baseline.KIND));
    Side here = side(development);
    Side there = side(external);
    double sign = Math.signum(there.mean - here.mean);
    Double size = development.getAs(Baseline.SMD);
    return new Shift(
        covariate, binary, absent, share, here, there, size == null ? Double.NaN : sign * size);
  }

  private static Side side(Row row) {
    Double mean = row.getAs(Baseline.MEAN);
    Double sd = row.getAs(Baseline.SD);
    double middle = mean == null ? Double.NaN : mean;
    boolean binary = "binary".equals(row.getAs(Baseline.KIND));
    double spread = binary ? Math.sqrt(middle * (1 - middle)) : sd == null ? Double.NaN : sd;
    return new Side(
        row.getAs(Baseline.MEMBERS),
        row.getAs(Baseline.KNOWN),
        middle,
        spread,
        row.getAs(Baseline.MISSING));
  }

  private static String key(Row row) {
    return key(
        row.getAs(Baseline.COVARIATE), row.getAs(Baseline.UNIT), row.getAs(Baseline.DESCRIPTION));
  }

  private static String key(String name, String unit, String description) {
    return name + "|" + unit + "|" + description;
  }

  /** Members with a known label, whose split names the data set and who are in no other group. */
  private static Dataset<Row> members(Snapshot snapshot, boolean other) {
    Dataset<Row> known = snapshot.members(Snapshot.TRAIN).where(col(LABEL).isNotNull());
    Dataset<Row> named =
        known
            .select(names(known, TASK, PURPOSE, SUBJECT_ID, "index_time"))
            .withColumn(LABEL, lit(null).cast(DataTypes.DoubleType))
            .withColumn(ARM, lit(null).cast(DataTypes.StringType))
            .withColumn(SPLIT, lit(other ? EXTERNAL : DEVELOPMENT));
    return other ? apart(named) : named;
  }

  /** Identifiers mean nothing across data sets: the others' are moved where none of ours is. */
  static Dataset<Row> apart(Dataset<Row> rows) {
    return rows.withColumn(SUBJECT_ID, lit(-1L).minus(col(SUBJECT_ID)));
  }

  private static org.apache.spark.sql.Column[] names(Dataset<Row> rows, String... only) {
    return java.util.Arrays.stream(only.length == 0 ? rows.columns() : only)
        .map(org.apache.spark.sql.functions::col)
        .toArray(org.apache.spark.sql.Column[]::new);
  }
}
