package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.Resources;
import org.medley.jobs.contract.Files;
import org.medley.jobs.contract.Required;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.TextLine;

/**
 * What became of every line.
 *
 * @param input what was read
 * @param landed the resources that the load put into {@code clinical.resources}
 * @param others all other lines, as {@link ResourceLines} gives them
 * @param states what became of each version that shares its resource with others
 */
record LineAccounts(
    SourceInput input, Dataset<Row> landed, Dataset<Row> others, Dataset<Row> states) {
  private static final String FATE = "fate";
  private static final String ROWS = "rows";
  private static final String LANDED = "landed";

  /** One row per file that was read: file, lines, and the lines of each fate. */
  Dataset<Row> read() {
    return triesAgain() ? counts().where(isRead()) : counts();
  }

  /** The same of lines that were in quarantine: one row per file that they are of. */
  Dataset<Row> tried() {
    return triesAgain()
        ? counts().where(not(isRead()))
        : input.spark().createDataFrame(List.of(), counts().schema());
  }

  private boolean triesAgain() {
    return input.history().replay() || input.history().rebuild();
  }

  private Column isRead() {
    return isOf(input, Files.FILE);
  }

  /** Whether {@code column} names a file of this load: of no other comes a line twice. */
  static Column isOf(SourceInput input, String column) {
    return col(column).isin(input.files().stream().map(SourceFile::name).toArray());
  }

  private Dataset<Row> counts() {
    Column now = col(Resources.LOAD).equalTo(input.history().load());
    Column fate =
        when(col(ResourceLines.DELETIONS).isNotNull(), Landing.CURRENT)
            .otherwise(col(ResourceLines.PROBLEM));
    Dataset<Row> fates =
        fates(landed.where(now), lit(LANDED))
            .union(fates(others.where(now), fate))
            .union(fates(states.where(now.and(Effects.isLeaving())), col(Landing.STATE)));
    Column leaving = rows(Landing.SUPERSEDED).plus(rows(Landing.DUPLICATE));
    Column refused =
        not(
            col(FATE)
                .isin(
                    LANDED,
                    Landing.CURRENT,
                    Landing.SUPERSEDED,
                    Landing.DUPLICATE,
                    LineKind.BLANK));
    return fates
        .groupBy(col(Resources.FILE).as(Files.FILE))
        .agg(
            total(not(col(FATE).isin(Landing.SUPERSEDED, Landing.DUPLICATE))).as(Files.LINES),
            rows(LANDED).plus(rows(Landing.CURRENT)).minus(leaving).as(Files.ACCEPTED),
            rows(Landing.SUPERSEDED).as(Files.SUPERSEDED),
            rows(Landing.DUPLICATE).as(Files.DUPLICATE),
            total(refused).as(Files.QUARANTINED),
            rows(LineKind.BLANK).as(Files.BLANK));
  }

  private static Dataset<Row> fates(Dataset<Row> lines, Column fate) {
    return lines.groupBy(col(Resources.FILE), fate.as(FATE)).agg(count(lit(1)).as(ROWS));
  }

  private static Column rows(String fate) {
    return total(col(FATE).equalTo(fate));
  }

  private static Column total(Column which) {
    return coalesce(sum(when(which, col(ROWS))), lit(0L));
  }

  /** Everything of the source that is refused, under {@code clinical.quarantine}. */
  Dataset<Row> quarantine() {
    Dataset<Row> before = input.history().previous().apply(Quarantine.TABLE);
    Dataset<Row> left =
        triesAgain()
            ? ofOtherFiles(before, input)
                .where(col(Quarantine.REASON_CODE).equalTo(TextLine.TOO_LONG))
            : ofOtherFiles(before, input);
    return left.unionByName(refused());
  }

  /** Rows of {@code quarantine} whose text is whole and whose file does not come anew. */
  static Dataset<Row> repeatable(Dataset<Row> quarantine, SourceInput input) {
    return ofOtherFiles(quarantine, input)
        .where(col(Quarantine.REASON_CODE).notEqual(TextLine.TOO_LONG));
  }

  /** A file that comes again under its name replaces what it had in quarantine. */
  private static Dataset<Row> ofOtherFiles(Dataset<Row> quarantine, SourceInput input) {
    return quarantine.where(not(isOf(input, Quarantine.FILE)));
  }

  private Dataset<Row> refused() {
    Column problem = col(ResourceLines.PROBLEM);
    Column reason = lit(null).cast(DataTypes.StringType);
    for (Envelope.Problem each : Envelope.Problem.values()) {
      reason = when(problem.equalTo(each.code()), each.reason()).otherwise(reason);
    }
    return Required.conform(
        Quarantine.TABLE,
        others
            .where(problem.isNotNull().and(problem.notEqual(LineKind.BLANK)))
            .select(
                lit(input.settings().name()).as(Quarantine.SOURCE),
                col(Resources.FILE).as(Quarantine.FILE),
                col(Resources.LINE).as(Quarantine.LINE),
                col(Resources.BYTE_OFFSET).as(Quarantine.BYTE_OFFSET),
                problem.as(Quarantine.REASON_CODE),
                reason.as(Quarantine.REASON),
                col(Resources.RAW).as(Quarantine.PAYLOAD),
                lit(input.runId()).as(Quarantine.RUN_ID)));
  }
}
