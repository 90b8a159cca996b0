package org.medley.jobs.step;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.external.Finding;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.release.ReleaseTables;
import org.medley.models.external.Mapped;
import org.medley.models.matrix.Design;
import org.medley.models.matrix.Snapshot;

/**
 * The members that a model is validated on: those of one task in one release of a lake, whose
 * time-at-risk had ended by the release's logical date.
 *
 * @param name of the data set
 * @param lake where they lie
 * @param release which of it
 * @param zone of the logical date and of {@code since}
 * @param since first day of index times; empty: all
 * @param home whether it is the lake of the model, so that its training people are left out;
 *     elsewhere identifiers are of other people
 */
public record ExternalData(
    String name, Lake lake, Release release, ZoneId zone, Optional<LocalDate> since, Home home) {
  /** Whose lake it is. */
  public enum Home {
    /** The lake in which the model was trained. */
    SAME,
    /** Another one. */
    OTHER
  }

  /** Members with their covariates alone, the mapping, and who was left out. */
  record Read(Snapshot snapshot, Mapped mapped, Finding.Data data) {}

  /**
   * Reads them in the vocabulary of a model. Triggers two actions.
   *
   * @param vocabulary of the model
   * @param known members by what the model learnt of them
   * @throws MedleyException with exit code 66 if the task has no covariates there, 65 if nobody is
   *     left
   */
  Read read(
      SparkSession spark,
      String task,
      Design design,
      Dataset<Row> vocabulary,
      Snapshot known,
      List<String> subgroups) {
    Dataset<Row> reference = of(spark, task, Reference.TABLE);
    if (reference.isEmpty()) {
      throw new MedleyException(
          ExitCode.INPUT_MISSING,
          "release %s of %s has no covariates of a task '%s'"
              .formatted(release.releaseId(), lake.root(), task),
          "run 'medley nightly --lake %s' with the same task file and the configuration of that"
                  .formatted(lake.root())
              + " site: it draws the cohort and builds the covariates");
    }
    Mapped mapped =
        Mapped.of(of(spark, task, Matrix.TABLE).where(train(Matrix.PURPOSE)), reference, design);
    Dataset<Row> all = of(spark, task, Members.TABLE).where(train(Members.PURPOSE));
    Dataset<Row> taken = unknownPeople(all.where(closed().and(late())), known);
    Finding.Data data = data(all, taken);
    Snapshot snapshot =
        new Snapshot(
            task,
            Subgroups.add(
                taken.withColumn(Members.SPLIT, lit(Snapshot.TRAIN)),
                table(spark, Subjects.TABLE),
                subgroups),
            mapped
                .matrix()
                .join(
                    taken.select(Members.SUBJECT_ID, Members.INDEX_TIME),
                    new String[] {Members.SUBJECT_ID, Members.INDEX_TIME},
                    "left_semi"),
            vocabulary);
    return new Read(snapshot, mapped, data);
  }

  private static Column train(String purpose) {
    return col(purpose).equalTo(Snapshot.TRAIN_PURPOSE);
  }

  private Finding.Data data(Dataset<Row> all, Dataset<Row> taken) {
    Row counts = all.agg(count(lit(1)), count_if(closed()), count_if(closed().and(late()))).first();
    Row kept = taken.agg(count(lit(1)), min(Members.INDEX_TIME), max(Members.INDEX_TIME)).first();
    if (kept.getLong(0) == 0) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "nobody is left to validate on: of the members of the task in release "
              + release.releaseId()
              + ", "
              + why(counts),
          "choose a release whose logical date is later, or an earlier --since");
    }
    return new Finding.Data(
        name,
        lake.root(),
        release.releaseId(),
        release.date(),
        since,
        day(kept.getTimestamp(1)),
        day(kept.getTimestamp(2)),
        new Finding.Counts(
            counts.getLong(0),
            counts.getLong(0) - counts.getLong(1),
            counts.getLong(1) - counts.getLong(2),
            counts.getLong(2) - kept.getLong(0)));
  }

  private String why(Row counts) {
    if (counts.getLong(0) == 0) {
      return "there are none";
    }
    if (counts.getLong(1) == 0) {
      return "the time-at-risk of none had ended by " + release.asOf();
    }
    return counts.getLong(2) == 0
        ? "none has an index time on or after " + since.map(LocalDate::toString).orElse("")
        : "all are people whom the model was trained on";
  }

  /** A window that has no end closes with its own event. */
  private Column closed() {
    Instant end = release.date().plusDays(1).atStartOfDay(zone).toInstant();
    return coalesce(col(Members.TARGET_END).leq(lit(Timestamp.from(end))), lit(true));
  }

  private Column late() {
    return since
        .map(day -> Timestamp.from(day.atStartOfDay(zone).toInstant()))
        .map(start -> col(Members.INDEX_TIME).geq(lit(start)))
        .orElse(lit(true));
  }

  private Dataset<Row> unknownPeople(Dataset<Row> members, Snapshot known) {
    return home == Home.OTHER
        ? members
        : members.join(
            known.members(Snapshot.TRAIN).select(Members.SUBJECT_ID).distinct(),
            new String[] {Members.SUBJECT_ID},
            "left_anti");
  }

  private LocalDate day(Timestamp time) {
    return time.toInstant().atZone(zone).toLocalDate();
  }

  private Dataset<Row> of(SparkSession spark, String task, TableContract table) {
    return table(spark, table).where(col(table.slice().orElseThrow()).equalTo(task));
  }

  private Dataset<Row> table(SparkSession spark, TableContract table) {
    return new ReleaseTables(spark, lake.in(spark), release, Contracts.RELEASED).read(table.name());
  }
}
