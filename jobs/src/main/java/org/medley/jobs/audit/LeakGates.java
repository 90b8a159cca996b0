package org.medley.jobs.audit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.LeakAudit;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.text.Numbers;

/** The gates that the leak audit of a task closes: one for each covariate that leaks. */
public final class LeakGates {
  private static final int MOST = 20;

  private LeakGates() {}

  /**
   * One gate that passed, or one for each leak, with its numbers in words. Collects at most a few
   * dozen rows.
   *
   * @param findings rows of one task under {@link LeakAudit#TABLE}
   * @param minimumCell counts of members below it are not told
   */
  public static List<Gate> of(TaskSettings task, Dataset<Row> findings, int minimumCell) {
    Dataset<Row> leaks = findings.where(col(LeakAudit.VERDICT).equalTo(LeakAudit.LEAK));
    List<Row> shown =
        leaks
            .orderBy(col(LeakAudit.VALUE).desc(), col(LeakAudit.COVARIATE), col(LeakAudit.CHECK))
            .limit(MOST + 1)
            .collectAsList();
    if (shown.isEmpty()) {
      return List.of(new Gate("no covariate leaks", true, passed(task, findings)));
    }
    LeakWords words = new LeakWords(minimumCell);
    Map<String, List<String>> reasons = new TreeMap<>();
    shown.stream()
        .limit(MOST)
        .forEach(
            row ->
                reasons
                    .computeIfAbsent(row.getAs(LeakAudit.COVARIATE), name -> new ArrayList<>())
                    .add(words.of(row)));
    List<Gate> gates = new ArrayList<>();
    reasons.forEach(
        (covariate, why) ->
            gates.add(
                new Gate("no leak in " + covariate, false, String.join("; ", why) + next(task))));
    if (shown.size() > MOST) {
      gates.add(new Gate("no further leaks", false, "there are more" + next(task)));
    }
    return gates;
  }

  private static String next(TaskSettings task) {
    return "; see 'medley audit " + task.name() + "'";
  }

  private static String passed(TaskSettings task, Dataset<Row> findings) {
    long covariates =
        findings
            .agg(
                count_distinct(
                    concat(
                        col(LeakAudit.COVARIATE),
                        lit("|"),
                        coalesce(col(LeakAudit.UNIT), lit("")))))
            .first()
            .getLong(0);
    String audited = Numbers.count(covariates, "covariate", "covariates") + " audited";
    Map<String, String> allowed = task.leakAudit().allowed();
    return allowed.isEmpty() ? audited : audited + "; the task allows " + inWords(allowed);
  }

  private static String inWords(Map<String, String> allowed) {
    List<String> each = new ArrayList<>();
    new TreeMap<>(allowed).forEach((name, reason) -> each.add(name + " (" + reason + ")"));
    return String.join(", ", each);
  }
}
