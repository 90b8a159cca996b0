package org.medley.jobs.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.cohort.TargetCodes;
import org.medley.features.cohort.Task;
import org.medley.features.contract.LeakAudit;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.covariate.FeatureSettings;
import org.medley.features.leak.CodeChecks;
import org.medley.features.leak.KnownValues;
import org.medley.features.leak.SampledMembers;
import org.medley.jobs.settings.TaskSettings;
import org.medley.models.leak.OutcomeChecks;
import org.medley.models.matrix.Snapshot;

/**
 * Every check of the leak audit on one built matrix.
 *
 * @param task the task
 * @param cohort its cohort, with the codes of the data below its code sets
 * @param features its covariates, with the codes of the data below its classes
 * @param ancestors under {@code clinical.code_ancestors}; empty: the covariates need none
 * @param events under {@code clinical.events}
 * @param members under {@code cohort.members}
 * @param matrix under {@code feature.matrix}
 * @param reference under {@code feature.reference}
 * @param fittedHere whether the reference was fitted on these members, and not on those of an
 *     earlier training
 * @param genotypes start of the codes whose covariates come from genotypes; empty: none
 */
public record LeakScan(
    TaskSettings task,
    Task cohort,
    FeatureSettings features,
    Optional<Dataset<Row>> ancestors,
    Dataset<Row> events,
    Dataset<Row> members,
    Dataset<Row> matrix,
    Dataset<Row> reference,
    boolean fittedHere,
    Optional<String> genotypes) {

  /**
   * Returns the rows under {@link LeakAudit#TABLE}. Reads the events once, and the matrix once for
   * the outcome, once for the sampled members and once for the vocabulary. Triggers no action.
   */
  public Dataset<Row> findings() {
    Dataset<Row> own = own(matrix, Matrix.TASK);
    Dataset<Row> covariates = own(reference, Matrix.TASK);
    Snapshot snapshot = new Snapshot(task.name(), members, own, covariates);
    Dataset<Row> found =
        OutcomeChecks.of(snapshot, task.leakAudit())
            .unionByName(
                KnownValues.of(
                    events,
                    own,
                    covariates,
                    SampledMembers.of(members, task.name(), task.leakAudit().members()),
                    features,
                    ancestors,
                    genotypes))
            .unionByName(CodeChecks.target(covariates, TargetCodes.of(cohort)));
    return fittedHere
        ? found.unionByName(CodeChecks.vocabulary(own, members, covariates, task.name()))
        : found;
  }

  /** Whether nobody is both in training and in test, as a gate; one aggregation is executed. */
  public Gate peopleApart() {
    Column train = col(Members.SPLIT).equalTo(Snapshot.TRAIN);
    Column test = col(Members.SPLIT).equalTo(Snapshot.TEST);
    String inTrain = "in_train";
    String inTest = "in_test";
    long both =
        own(members, Members.TASK)
            .where(col(Members.PURPOSE).equalTo(Snapshot.TRAIN_PURPOSE))
            .groupBy(Members.SUBJECT_ID)
            .agg(
                sum(when(train, 1L).otherwise(0L)).as(inTrain),
                sum(when(test, 1L).otherwise(0L)).as(inTest))
            .where(col(inTrain).gt(0).and(col(inTest).gt(0)))
            .agg(count(lit(1)))
            .first()
            .getLong(0);
    return new Gate(
        "nobody is in training and in test", both == 0, both == 0 ? "none" : "some people are");
  }

  private Dataset<Row> own(Dataset<Row> rows, String column) {
    return rows.where(col(column).equalTo(task.name()));
  }
}
