package org.medley.jobs.step;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.cohort.CodeColumns;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.contract.Members;
import org.medley.features.covariate.FeatureSettings;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.settings.decision.DecisionSettings;

/**
 * Which covariates are built under one name.
 *
 * @param name of the task or decision
 * @param features which
 * @param subgroups groupings in which they are described
 * @param digest canonical text of what decides them, given the cohort
 * @param excluded codes that no covariate is made of
 * @param before whether covariates end before the index time, and not with it
 */
public record CovariatePlan(
    String name,
    FeatureSettings features,
    List<String> subgroups,
    String digest,
    List<CodeMatch> excluded,
    boolean before) {
  /** The covariates of a task. */
  public static CovariatePlan of(TaskSettings task) {
    return new CovariatePlan(
        task.name(), task.features(), task.subgroups(), task.featuresDigest(), List.of(), false);
  }

  /**
   * The covariates of a decision: what is at time zero itself may be a consequence of the option,
   * unless that was drawn at random.
   */
  public static CovariatePlan of(DecisionSettings decision) {
    return new CovariatePlan(
        decision.name(),
        decision.features(),
        decision.subgroups(),
        decision.featuresDigest(),
        decision.excluded(),
        !decision.randomised());
  }

  /** Whether the codes below others must be known. */
  boolean wantsAncestors() {
    return Descendants.wanted(features) || !excluded.isEmpty();
  }

  /** {@code events} without those that no covariate is made of. */
  Dataset<Row> kept(Dataset<Row> events, Optional<Dataset<Row>> ancestors) {
    List<CodeMatch> all = ancestors.map(rows -> Descendants.of(excluded, rows)).orElse(excluded);
    Column any = all.stream().map(CodeColumns::matches).reduce(lit(false), Column::or);
    return all.isEmpty() ? events : events.where(not(coalesce(any, lit(false))));
  }

  /** {@code members} at the time up to which covariates are known. */
  Dataset<Row> asOf(Dataset<Row> members) {
    return before ? shifted(members, -1) : members;
  }

  /** {@code covariates} of members of {@link #asOf} under their own index times. */
  Dataset<Row> ofMembers(Dataset<Row> covariates) {
    return before ? shifted(covariates, 1) : covariates;
  }

  private static Dataset<Row> shifted(Dataset<Row> rows, long micros) {
    return rows.withColumn(
        Members.INDEX_TIME, timestamp_micros(unix_micros(col(Members.INDEX_TIME)).plus(micros)));
  }
}
