package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.jobs.contract.Risk;
import org.medley.jobs.control.Release;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Digests;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.settings.TaskSettings;
import org.medley.models.contract.Evaluations;
import org.medley.models.evaluate.Evaluator;
import org.medley.models.evaluate.Metric;
import org.medley.models.external.ClosedTest;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.monitor.MatrixDrift;
import org.medley.models.monitor.MaturedMembers;
import org.medley.models.retrain.Evidence;
import org.medley.models.retrain.MaturedWindow;
import org.medley.models.statistics.Estimate;

/**
 * What one night sees of the champion of a task. Without a champion, or with one in whose
 * vocabulary tonight's covariates are not, it sees what arrives and who is scored, and nothing
 * else.
 */
final class Watched {
  private final StepContext context;
  private final TaskSettings task;
  private final Instant asOf;
  private final LocalDate date;
  private final ZoneId zone;
  private final Optional<String> unwatched;
  private MaturedMembers matured;

  /** The night of {@code date}, which knows all until {@code asOf}. */
  Watched(StepContext context, TaskSettings task, Instant asOf, LocalDate date, ZoneId zone) {
    this.context = context;
    this.task = task;
    this.asOf = asOf;
    this.date = date;
    this.zone = zone;
    this.unwatched = reason();
  }

  /** Why the champion is not watched; empty: it is. */
  Optional<String> unwatched() {
    return unwatched;
  }

  private Optional<String> reason() {
    Map<String, String> decided = decided();
    if (!decided.containsKey(DecideStep.CHAMPION)) {
      return Optional.of("there is no champion to watch");
    }
    if (!Digests.of(task.questionDigest()).equals(decided.get(DecideStep.CHAMPION_QUESTION))) {
      return Optional.of("the champion has other cohort or covariate settings and is not watched");
    }
    Column other = col(Reference.REFERENCE_ID).notEqual(decided.get(DecideStep.CHAMPION_REFERENCE));
    return context.read(Reference.TABLE).where(other).isEmpty()
        ? Optional.empty()
        : Optional.of(
            "tonight's covariates are not in the champion's vocabulary, so that it is not watched");
  }

  private Map<String, String> decided() {
    return context.input(DecideStep.name(task.name())).notes();
  }

  /** All of it; {@code before} is what the night before said of covariates. */
  Evidence evidence(DriftHistory before) {
    Row arrivals = arrivals();
    Timestamp newest = arrivals.getTimestamp(1);
    OptionalInt age =
        newest == null
            ? OptionalInt.empty()
            : OptionalInt.of(
                (int) ChronoUnit.DAYS.between(newest.toInstant().atZone(zone).toLocalDate(), date));
    Evidence.Cohort cohort = cohort();
    if (unwatched.isPresent()) {
      return new Evidence(
          date,
          List.of(),
          Optional.empty(),
          List.of(),
          Estimate.notAssessable("not watched"),
          0,
          arrivals.getLong(0),
          age,
          cohort);
    }
    String version = decided().get(DecideStep.CHAMPION);
    ModelFolder folder = new ModelFolder(task.name(), version);
    FittedModel model =
        folder
            .load(context.spark(), context.lake(), decided().get(DecideStep.CHAMPION_DIGEST))
            .model();
    Snapshot development = folder.snapshot(context.spark(), context.lake());
    MatrixDrift drift =
        MatrixDrift.of(model, development, context.read(Matrix.TABLE), task.evaluation().seed());
    List<MaturedWindow> windows = windows(model, development);
    return new Evidence(
        date,
        before.before(drift.covariates()),
        drift.score(),
        windows,
        baseline(version),
        windows.stream().mapToLong(MaturedWindow::events).sum(),
        arrivals.getLong(0),
        age,
        cohort);
  }

  /** Which update the members ask for whose index time is on {@code since} or later. */
  ClosedTest ladder(LocalDate since) {
    return matured.ladder(since);
  }

  private List<MaturedWindow> windows(FittedModel model, Snapshot development) {
    matured =
        new MaturedMembers(
            model,
            development,
            new Snapshot(
                task.name(),
                context.read(Members.TABLE),
                context.read(Matrix.TABLE),
                context.read(Reference.TABLE)),
            task.retrain().calibration(),
            zone,
            asOf,
            task.evaluation());
    return matured.windows();
  }

  /** Records that became known on the day, and when the newest did. */
  private Row arrivals() {
    Column known = col(Events.AVAILABLE_TIME).leq(lit(Timestamp.from(asOf)));
    Instant start = date.atStartOfDay(zone).toInstant();
    Column today = known.and(col(Events.AVAILABLE_TIME).geq(lit(Timestamp.from(start))));
    return context
        .read(Events.TABLE)
        .agg(count_if(today), max(when(known, col(Events.AVAILABLE_TIME))))
        .first();
  }

  private Evidence.Cohort cohort() {
    Dataset<Row> tonight =
        context
            .read(Matrix.TABLE)
            .where(col(Matrix.PURPOSE).equalTo(Snapshot.SCORE_PURPOSE))
            .select(Matrix.SUBJECT_ID)
            .distinct()
            .withColumn("now", lit(true));
    Optional<Release> current = context.current();
    Optional<Output> pin =
        current.stream()
            .flatMap(release -> release.pins().stream())
            .filter(output -> output.table().equals(Risk.TABLE.name()))
            .filter(output -> output.slice().equals(task.name()))
            .findFirst();
    Dataset<Row> before =
        pin.map(output -> context.lake().read(Risk.TABLE, output))
            .orElseGet(() -> context.lake().empty(Risk.TABLE))
            .select(col(Risk.SUBJECT_ID).as(Matrix.SUBJECT_ID))
            .distinct()
            .withColumn("before", lit(true));
    Row row =
        tonight
            .join(before, new String[] {Matrix.SUBJECT_ID}, "full_outer")
            .agg(
                count(col("now")),
                count(col("before")),
                count_if(col("now").isNull()),
                count_if(col("before").isNull()))
            .first();
    long nights =
        current
            .map(release -> Math.max(1, ChronoUnit.DAYS.between(release.date(), date)))
            .orElse(1L);
    return new Evidence.Cohort(
        row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3), nights);
  }

  /** The AUROC of {@code version} on its test members; not assessable where it has none. */
  private Estimate baseline(String version) {
    List<Row> rows =
        context
            .read(Evaluations.TABLE)
            .where(
                col(Evaluations.MODEL_VERSION)
                    .equalTo(version)
                    .and(col(Evaluations.SPLIT).equalTo(Evaluator.TEST))
                    .and(col(Evaluations.SUBGROUP).equalTo(Metric.ALL))
                    .and(col(Evaluations.METRIC).equalTo("auroc")))
            .collectAsList();
    return rows.isEmpty()
        ? Estimate.notAssessable("the champion was not tested")
        : new Estimate(
            number(rows.get(0), Evaluations.VALUE),
            number(rows.get(0), Evaluations.LOW),
            number(rows.get(0), Evaluations.HIGH),
            rows.get(0).getAs(Evaluations.METHOD));
  }

  private static double number(Row row, String column) {
    Double value = row.getAs(column);
    return value == null ? Double.NaN : value;
  }
}
