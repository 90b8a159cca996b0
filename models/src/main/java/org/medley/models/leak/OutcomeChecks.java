package org.medley.models.leak;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.medley.models.leak.OutcomeCounts.CASES;
import static org.medley.models.leak.OutcomeCounts.CASES_ABOVE;
import static org.medley.models.leak.OutcomeCounts.CASES_AT_ZERO;
import static org.medley.models.leak.OutcomeCounts.CASE_SIZES;
import static org.medley.models.leak.OutcomeCounts.CONTROLS;
import static org.medley.models.leak.OutcomeCounts.CONTROLS_AT_ZERO;
import static org.medley.models.leak.OutcomeCounts.CONTROLS_BELOW;
import static org.medley.models.leak.OutcomeCounts.CONTROL_SIZES;
import static org.medley.models.leak.OutcomeCounts.SIZES;
import static org.medley.models.leak.OutcomeCounts.WINS;
import static org.medley.models.leak.OutcomeCounts.all;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.LeakAudit;
import org.medley.features.contract.Reference;
import org.medley.features.leak.LeakSettings;
import org.medley.models.matrix.Snapshot;

/** Whether a covariate alone tells the outcome implausibly well. */
public final class OutcomeChecks {
  /**
   * Check: the AUROC of the value; of a covariate that is missing where absent, among the known.
   */
  public static final String DISCRIMINATION = "discrimination";

  /** Check: the share with the outcome among those who have a value other than an implied zero. */
  public static final String PRESENCE = "presence";

  /** Check: the AUROC of having a value at all. */
  public static final String MISSINGNESS = "missingness";

  /** Check: the share with the outcome among those who have no value. */
  public static final String ABSENCE = "absence";

  private static final UserDefinedFunction AREA_LOW =
      udf(
              (UDF4<Double, Double, Double, Double, Double>) ConfidenceBounds::area,
              DataTypes.DoubleType)
          .asNonNullable();
  private static final UserDefinedFunction SHARE_LOW =
      udf((UDF3<Double, Double, Double, Double>) ConfidenceBounds::share, DataTypes.DoubleType)
          .asNonNullable();
  private static final String FOUND = "found";
  private static final String LEVEL = "level";
  private static final String BASE = "base";
  private static final String TESTS = "tests";
  private static final double HALF = 0.5;

  private OutcomeChecks() {}

  /**
   * Returns the checks of every covariate of the reference among training members with a known
   * label, in both directions of every check: those of having no value only for covariates that are
   * missing where absent. The AUROC is exact, ties count half.
   *
   * <p>A covariate is a leak if its AUROC, in the direction in which it lies, reaches the limit and
   * its lower bound exceeds what is plausible; or if the share with (or without) the outcome
   * reaches the limit and the odds at its lower bound exceed those of all members by the factor of
   * the settings. It gets a warning if the estimate reaches the limit and the bound only shows that
   * it is better than chance. Bounds are those of {@link ConfidenceBounds} and hold for all
   * covariates together (Bonferroni); the size of the classes is Kish's effective size by subject.
   *
   * <p>The matrix is read once; see {@link OutcomeCounts} for the shuffles. Triggers no action.
   *
   * @return rows under {@link LeakAudit#TABLE}
   */
  public static Dataset<Row> of(Snapshot snapshot, LeakSettings settings) {
    Column missing = col(Reference.ABSENT).equalTo(Covariates.ABSENT_IS_MISSING);
    Dataset<Row> tests =
        snapshot
            .reference()
            .where(col(Reference.TASK).equalTo(snapshot.task()))
            .agg(coalesce(sum(when(missing, 4).otherwise(2)), lit(1)).as(TESTS));
    Dataset<Row> counts =
        OutcomeCounts.of(snapshot)
            .crossJoin(broadcast(tests))
            .withColumn(LEVEL, lit(LeakSettings.ALPHA / 2).divide(col(TESTS)));
    Column known = array(discrimination(missing), presence());
    Column both = array(discrimination(missing), presence(), missingness(), absence());
    Column columns = explode(when(missing, both).otherwise(known));
    return counts
        .withColumn(FOUND, columns)
        .select("*", FOUND + ".*")
        .withColumn(LeakAudit.VERDICT, verdict(settings))
        .select(
            Stream.of(LeakAudit.TABLE.schema().fieldNames())
                .map(Column::new)
                .toArray(Column[]::new));
  }

  private static Column discrimination(Column missing) {
    Column absentCases = number(all(CASES)).minus(col(CASES));
    Column absentControls = number(all(CONTROLS)).minus(col(CONTROLS));
    Column ties =
        absentCases
            .multiply(absentControls)
            .plus(col(CASES_AT_ZERO).multiply(absentControls))
            .plus(absentCases.multiply(col(CONTROLS_AT_ZERO)))
            .divide(2);
    Column winsWithZeros =
        col(WINS)
            .plus(col(CASES_ABOVE).multiply(absentControls))
            .plus(absentCases.multiply(col(CONTROLS_BELOW)))
            .plus(ties);
    return when(
            missing,
            area(
                DISCRIMINATION,
                ratio(col(WINS), number(CASES).multiply(number(CONTROLS))),
                "",
                "AUROC of the value among members who have one"))
        .otherwise(
            area(
                DISCRIMINATION,
                ratio(winsWithZeros, number(all(CASES)).multiply(number(all(CONTROLS)))),
                all(""),
                "AUROC of the value, zero where absent"));
  }

  private static Column missingness() {
    Column value =
        ratio(number(CASES), number(all(CASES)))
            .minus(ratio(number(CONTROLS), number(all(CONTROLS))))
            .plus(1)
            .divide(2);
    return area(MISSINGNESS, value, all(""), "AUROC of having a value");
  }

  private static Column area(String check, Column value, String scope, String basis) {
    Column positives = effective(number(scope + CASES), number(scope + CASE_SIZES));
    Column negatives = effective(number(scope + CONTROLS), number(scope + CONTROL_SIZES));
    Column judged = col(scope + CASES).gt(0).and(col(scope + CONTROLS).gt(0));
    Column strength = greatest(value, lit(1.0).minus(value));
    return found(
        check,
        when(judged, value),
        when(judged, AREA_LOW.apply(strength, positives, negatives, col(LEVEL))),
        col(scope + CASES).plus(col(scope + CONTROLS)),
        col(scope + CASES),
        lit(HALF),
        basis);
  }

  private static Column presence() {
    return share(
        PRESENCE,
        number(CASES),
        number(CONTROLS),
        number(SIZES),
        "share with the outcome among those who have it");
  }

  private static Column absence() {
    return share(
        ABSENCE,
        number(all(CASES)).minus(number(CASES)),
        number(all(CONTROLS)).minus(number(CONTROLS)),
        number(all(SIZES)).minus(number(SIZES)),
        "share with the outcome among those who lack it");
  }

  private static Column share(
      String check, Column cases, Column controls, Column sizes, String basis) {
    Column members = cases.plus(controls);
    Column judged = members.gt(0).and(col(all(CASES)).gt(0)).and(col(all(CONTROLS)).gt(0));
    Column value = ratio(cases, members);
    Column everyone = ratio(number(all(CASES)), number(all(CASES)).plus(number(all(CONTROLS))));
    Column base = when(value.geq(HALF), everyone).otherwise(lit(1.0).minus(everyone));
    Column strength = greatest(value, lit(1.0).minus(value));
    Column low = SHARE_LOW.apply(strength, effective(members, sizes), col(LEVEL));
    return found(
        check,
        when(judged, value),
        when(judged, low),
        members.cast(DataTypes.LongType),
        cases.cast(DataTypes.LongType),
        when(judged, base),
        basis);
  }

  private static Column effective(Column count, Column sizes) {
    return ratio(count.multiply(count), sizes);
  }

  /** Null where the divisor is zero. */
  private static Column ratio(Column dividend, Column divisor) {
    return dividend.divide(nullif(divisor, lit(0)));
  }

  private static Column number(String count) {
    return col(count).cast(DataTypes.DoubleType);
  }

  private static Column found(
      String check,
      Column value,
      Column low,
      Column members,
      Column events,
      Column base,
      String basis) {
    return struct(
        lit(check).as(LeakAudit.CHECK),
        value.as(LeakAudit.VALUE),
        low.as(LeakAudit.LOW),
        members.as(LeakAudit.N),
        events.as(LeakAudit.EVENTS),
        base.as(BASE),
        lit(basis).as(LeakAudit.BASIS));
  }

  private static Column verdict(LeakSettings settings) {
    Column value = col(LeakAudit.VALUE);
    Column low = col(LeakAudit.LOW);
    Column strength = greatest(value, lit(1.0).minus(value));
    Column isArea = col(LeakAudit.CHECK).isin(DISCRIMINATION, MISSINGNESS);
    Column reaches = strength.geq(when(isArea, settings.auroc()).otherwise(settings.precision()));
    Column beyondOdds =
        low.multiply(lit(1.0).minus(col(BASE)))
            .gt(lit(settings.odds()).multiply(col(BASE)).multiply(lit(1.0).minus(low)));
    Column sure = when(isArea, low.gt(settings.plausible())).otherwise(beyondOdds);
    Object[] names = settings.allowed().keySet().toArray();
    return when(value.isNull(), LeakAudit.NOT_ASSESSABLE)
        .when(
            reaches.and(sure),
            when(col(LeakAudit.COVARIATE).isin(names), LeakAudit.ALLOWED).otherwise(LeakAudit.LEAK))
        .when(reaches.and(low.gt(col(BASE))), LeakAudit.WARNING)
        .otherwise(LeakAudit.PASSED);
  }
}
