package org.medley.jobs.step;

import static org.apache.spark.sql.functions.lit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.contract.Subjects;
import org.medley.jobs.lake.Checkpoints;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.StepContext;

/**
 * Which rows of a matrix are to be built again: those of subjects of whom something changed that
 * covariates are made of, and those of members that were not there before. A member that is scored
 * at the as-of date has another index time every night and so is new every night.
 *
 * @param built the members to build, distinct (purpose, subject, index time and task)
 * @param stale the members, distinct (purpose, subject, index time), whose rows go
 * @param subjects the subjects of {@code built}, distinct
 * @param subjectsBuilt how many these are
 * @param counts what people want to know of it
 */
record ChangedMembers(
    Dataset<Row> built,
    Dataset<Row> stale,
    Dataset<Row> subjects,
    long subjectsBuilt,
    Map<String, String> counts) {
  /** What covariates are made of. */
  private static final List<String> OF_EVENTS =
      List.of(
          Events.TIME,
          Events.END_TIME,
          Events.AVAILABLE_TIME,
          Events.SUPERSEDED_TIME,
          Events.CODE,
          Events.DOMAIN,
          Events.NUMERIC_VALUE,
          Events.TEXT_VALUE,
          Events.UNIT,
          Events.DESCRIPTION,
          Events.SOURCE_TYPE,
          Events.SOURCE_ID,
          Events.SOURCE_PART);

  private static final List<String> OF_SUBJECTS = List.of(Subjects.BIRTH_DATE, Subjects.SEX);
  private static final List<String> KEY =
      List.of(Members.PURPOSE, Members.SUBJECT_ID, Members.INDEX_TIME);

  /** What is to be built, given what the tables were at the last end. Reads what changed alone. */
  static ChangedMembers since(StepContext context, Changes changes) {
    Dataset<Row> changed =
        changes
            .subjects(Events.TABLE, OF_EVENTS)
            .union(changes.subjects(Subjects.TABLE, OF_SUBJECTS))
            .distinct()
            .transform(Checkpoints::of);
    long subjectsChanged = changed.count();
    Dataset<Row> now = changes.added(Members.TABLE);
    Dataset<Row> then = changes.removed(Members.TABLE);
    Dataset<Row> members = context.read(Members.TABLE);
    Dataset<Row> before = context.lake().read(Members.TABLE, memberPin(changes));
    Dataset<Row> built =
        without(now, then)
            .union(key(Changes.of(members, changed, subjectsChanged)))
            .distinct()
            .transform(Checkpoints::of);
    Dataset<Row> stale =
        without(then, now)
            .union(key(Changes.of(before, changed, subjectsChanged)))
            .distinct()
            .transform(Checkpoints::of);
    Dataset<Row> subjects = built.select(Members.SUBJECT_ID).distinct().transform(Checkpoints::of);
    long many = subjects.count();
    long rebuilt = built.count();
    Map<String, String> counts = new LinkedHashMap<>();
    counts.put("subjects seen", Long.toString(rows(context, Subjects.TABLE.name())));
    counts.put("subjects changed", Long.toString(subjectsChanged));
    counts.put("subjects rebuilt", Long.toString(many));
    counts.put("members rebuilt", Long.toString(rebuilt));
    counts.put("members kept", Long.toString(rows(context, Members.TABLE.name()) - rebuilt));
    return new ChangedMembers(built, stale, subjects, many, counts);
  }

  private static Output memberPin(Changes changes) {
    return changes.before().stream()
        .filter(output -> output.table().equals(Members.TABLE.name()))
        .findFirst()
        .orElseThrow();
  }

  private static long rows(StepContext context, String table) {
    return context.inputs().values().stream()
        .flatMap(end -> end.outputs().stream())
        .filter(output -> output.table().equals(table))
        .mapToLong(Output::rows)
        .sum();
  }

  private static Dataset<Row> without(Dataset<Row> some, Dataset<Row> others) {
    return key(some).join(key(others), KEY.toArray(String[]::new), "left_anti");
  }

  private static Dataset<Row> key(Dataset<Row> members) {
    return members.select(KEY.stream().map(Column::new).toArray(Column[]::new));
  }

  /** The members to build under the columns that covariates are drawn by. */
  Dataset<Row> members(String task) {
    return built.withColumn(Members.TASK, lit(task));
  }

  /** The rows of {@code rows} that are of subjects to build. */
  Dataset<Row> of(Dataset<Row> rows) {
    return Changes.of(rows, subjects, subjectsBuilt);
  }

  /** Whether no row of the matrix changes. */
  boolean isNothing() {
    return subjectsBuilt == 0 && stale.isEmpty();
  }
}
