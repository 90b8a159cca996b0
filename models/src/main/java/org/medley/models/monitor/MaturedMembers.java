package org.medley.models.monitor;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.to_date;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.PURPOSE;
import static org.medley.features.contract.Members.SPLIT;
import static org.medley.features.contract.Members.TARGET_END;
import static org.medley.features.contract.Members.TASK;
import static org.medley.models.contract.Scores.RISK_SCORE;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.evaluate.Collected;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.external.ClosedTest;
import org.medley.models.external.UpdateTest;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.retrain.MaturedWindow;
import org.medley.models.retrain.RetrainPolicy;
import org.medley.models.statistics.Predictions;

/**
 * Members of a task that a model was not fitted to and whose labels are known by now, in windows of
 * index times that do not overlap. They are the members with a target window whose index time is
 * later than the last that the model was fitted to, in whatever split; a label counts once the time
 * at risk has ended and the lag has passed, so that outcomes that came early are not preferred.
 */
public final class MaturedMembers {
  /** Windows that are looked at, the latest. */
  static final int MOST_WINDOWS = 8;

  private static final String WINDOW = "window";

  private final FittedModel model;
  private final Snapshot tonight;
  private final RetrainPolicy.Calibration policy;
  private final ZoneId zone;
  private final Instant end;
  private final EvaluateSettings settings;
  private final Timestamp fitted;

  /**
   * The members of {@code tonight}. Triggers one action.
   *
   * @param development what the model was fitted to
   * @param tonight members, and matrix in the vocabulary of the model
   * @param zone of days
   * @param asOf the last instant that the night knows
   */
  public MaturedMembers(
      FittedModel model,
      Snapshot development,
      Snapshot tonight,
      RetrainPolicy.Calibration policy,
      ZoneId zone,
      Instant asOf,
      EvaluateSettings settings) {
    this.model = model;
    this.tonight = tonight;
    this.policy = policy;
    this.zone = zone;
    this.end = asOf.minus(Duration.ofDays(policy.lagDays()));
    this.settings = settings;
    this.fitted =
        development
            .members(Snapshot.TRAIN)
            .where(col(LABEL).isNotNull())
            .agg(max(INDEX_TIME))
            .first()
            .getTimestamp(0);
  }

  /** The windows, oldest first; none where nobody entered since. Triggers three actions. */
  public List<MaturedWindow> windows() {
    List<Row> sizes =
        later()
            .groupBy(window().as(WINDOW))
            .agg(count(lit(1)), count_if(matured().and(col(LABEL).isNotNull())))
            .orderBy(WINDOW)
            .collectAsList();
    List<Row> latest = sizes.subList(Math.max(0, sizes.size() - MOST_WINDOWS), sizes.size());
    if (latest.isEmpty()) {
      return List.of();
    }
    long first = latest.get(0).getLong(0);
    Snapshot judged = judged(window().geq(lit(first)));
    try (DesignMatrix members =
        DesignMatrix.of(judged, Snapshot.TRAIN, model.design(), List.of(WINDOW))) {
      Collected collected = collected(members, List.of(WINDOW));
      List<MaturedWindow> windows = new ArrayList<>();
      for (Row row : latest) {
        Predictions p = of(collected, Long.toString(row.getLong(0)));
        LocalDate from = start().plusDays(row.getLong(0) * policy.windowDays());
        LocalDate to = from.plusDays(policy.windowDays() - 1L);
        windows.add(MaturedWindow.of(from, to, row.getLong(1), row.getLong(2), p));
      }
      return windows;
    }
  }

  /**
   * Which update the members ask for whose index time is on {@code since} or later. Triggers at
   * most four actions.
   */
  public ClosedTest ladder(LocalDate since) {
    Timestamp start = Timestamp.from(since.atStartOfDay(zone).toInstant());
    Snapshot judged = judged(col(INDEX_TIME).geq(lit(start)));
    try (DesignMatrix members =
        DesignMatrix.of(judged, Snapshot.TRAIN, model.design(), List.of()).kept()) {
      return UpdateTest.of(model, collected(members, List.of()), members);
    }
  }

  private Collected collected(DesignMatrix members, List<String> others) {
    long known = members.weights().positives() + members.weights().negatives();
    return Collected.of(
        model.predict(members.rows()),
        RISK_SCORE,
        others,
        known,
        settings.mostRows(),
        settings.seed());
  }

  /** The day of the last index time that the model was fitted to. */
  private LocalDate start() {
    return fitted.toInstant().atZone(zone).toLocalDate();
  }

  private Column window() {
    Column day = to_date(from_utc_timestamp(col(INDEX_TIME), zone.getId()));
    return floor(
            date_diff(day, lit(Date.valueOf(start()))).divide(lit((double) policy.windowDays())))
        .cast("long");
  }

  private Dataset<Row> later() {
    return tonight
        .members()
        .where(col(TASK).equalTo(tonight.task()))
        .where(col(PURPOSE).equalTo(Snapshot.TRAIN_PURPOSE))
        .where(fitted == null ? lit(false) : col(INDEX_TIME).gt(lit(fitted)));
  }

  /** A window that has no end closes with its own event. */
  private Column matured() {
    return coalesce(col(TARGET_END).leq(lit(Timestamp.from(end))), lit(true));
  }

  private Snapshot judged(Column which) {
    return new Snapshot(
        tonight.task(),
        later()
            .where(matured())
            .where(which)
            .withColumn(WINDOW, window())
            .withColumn(SPLIT, lit(Snapshot.TRAIN)),
        tonight.matrix(),
        tonight.reference());
  }

  private static Predictions of(Collected collected, String window) {
    boolean[] keep = new boolean[collected.predictions().size()];
    for (int i = 0; i < keep.length; i++) {
      keep[i] = window.equals(collected.groups().get(0).get(i));
    }
    return collected.predictions().where(keep);
  }
}
