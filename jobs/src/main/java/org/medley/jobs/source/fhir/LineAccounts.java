package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.jobs.contract.Files;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.TextLine;

/**
 * What became of every line.
 *
 * @param input what was read
 * @param lines its lines, as {@link ResourceLines} gives them
 * @param states what became of each version, as {@link Landing} says
 */
record LineAccounts(SourceInput input, Dataset<Row> lines, Dataset<Row> states) {

  /** One row per file that was read: file, lines, and the lines of each fate. */
  Dataset<Row> read() {
    return counts(ResourceLines.READ);
  }

  /** The same of lines that were in quarantine: one row per file that they are of. */
  Dataset<Row> tried() {
    return triesAgain()
        ? counts(ResourceLines.REFUSED)
        : input.spark().createDataFrame(List.of(), counts(ResourceLines.REFUSED).schema());
  }

  private boolean triesAgain() {
    return input.history().replay() || input.history().rebuild();
  }

  private Dataset<Row> counts(int origin) {
    Column own = col(ResourceLines.ORIGIN).equalTo(origin);
    Dataset<Row> versions =
        states
            .where(own.and(not(col(ResourceVersions.DELETED))))
            .select(col(Resources.FILE), col(Landing.STATE));
    Column fate =
        when(col(ResourceLines.DELETIONS).isNotNull(), Landing.CURRENT)
            .otherwise(col(ResourceLines.PROBLEM));
    Dataset<Row> others =
        lines
            .where(own.and(col(Resources.TYPE).isNull()))
            .select(col(Resources.FILE), fate.as(Landing.STATE));
    return versions
        .union(others)
        .groupBy(col(Resources.FILE).as(Files.FILE))
        .agg(
            count(lit(1)).as(Files.LINES),
            lines(Landing.CURRENT).as(Files.ACCEPTED),
            lines(Landing.SUPERSEDED).as(Files.SUPERSEDED),
            lines(Landing.DUPLICATE).as(Files.DUPLICATE),
            count_if(
                    not(
                        col(Landing.STATE)
                            .isin(
                                Landing.CURRENT,
                                Landing.SUPERSEDED,
                                Landing.DUPLICATE,
                                ResourceLines.BLANK)))
                .as(Files.QUARANTINED),
            lines(ResourceLines.BLANK).as(Files.BLANK));
  }

  private static Column lines(String state) {
    return count_if(col(Landing.STATE).equalTo(state));
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
    Object[] names = input.files().stream().map(SourceFile::name).toArray();
    return quarantine.where(not(col(Quarantine.FILE).isin(names)));
  }

  private Dataset<Row> refused() {
    Column problem = col(ResourceLines.PROBLEM);
    Column reason = lit(null).cast(DataTypes.StringType);
    for (Envelope.Problem each : Envelope.Problem.values()) {
      reason = when(problem.equalTo(each.code()), each.reason()).otherwise(reason);
    }
    return Required.conform(
        Quarantine.TABLE,
        lines
            .where(problem.isNotNull().and(problem.notEqual(ResourceLines.BLANK)))
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
