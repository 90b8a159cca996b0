package org.medley.jobs.audit;

import java.util.Locale;
import org.apache.spark.sql.Row;
import org.medley.features.contract.LeakAudit;
import org.medley.features.leak.CodeChecks;
import org.medley.features.leak.KnownValues;
import org.medley.jobs.text.Numbers;
import org.medley.models.leak.OutcomeChecks;

/**
 * What the leak audit found, in sentences.
 *
 * @param minimumCell counts of members below it are not told, nor shares that give them away
 */
public record LeakWords(int minimumCell) {

  /** The sentence for a row under {@link LeakAudit#TABLE}. */
  public String of(Row row) {
    String check = row.getAs(LeakAudit.CHECK);
    return switch (check) {
      case OutcomeChecks.DISCRIMINATION -> "alone it has " + area(row);
      case OutcomeChecks.MISSINGNESS -> "that there is a value has " + area(row);
      case OutcomeChecks.PRESENCE -> share(row, "have");
      case OutcomeChecks.ABSENCE -> share(row, "lack");
      case KnownValues.KNOWN_EVENTS -> known(row);
      case CodeChecks.VOCABULARY -> vocabulary(row);
      case CodeChecks.TARGET_CODE -> target(row);
      default -> share(row);
    };
  }

  private String area(Row row) {
    return row.isNullAt(row.fieldIndex(LeakAudit.VALUE))
        ? "no AUROC: one class only"
        : String.format(
            Locale.ROOT,
            "AUROC %.3f (at least %.3f with confidence%s) among %s members",
            row.<Double>getAs(LeakAudit.VALUE),
            row.<Double>getAs(LeakAudit.LOW),
            row.<Double>getAs(LeakAudit.VALUE) < 0.5 ? ", reversed" : "",
            count(row, LeakAudit.N));
  }

  private String share(Row row, String verb) {
    if (row.isNullAt(row.fieldIndex(LeakAudit.VALUE))) {
      return "no member to judge by";
    }
    double value = row.getAs(LeakAudit.VALUE);
    long n = row.getAs(LeakAudit.N);
    long events = row.getAs(LeakAudit.EVENTS);
    boolean hidden = few(events) || few(n - events);
    return "%s of %s members who %s it %s the outcome%s"
        .formatted(
            hidden ? "nearly all" : Numbers.percent(Math.max(value, 1 - value), 1),
            count(row, LeakAudit.N),
            verb,
            value < 0.5 ? "did not have" : "had",
            hidden
                ? ""
                : " (at least %s with confidence)"
                    .formatted(Numbers.percent(row.<Double>getAs(LeakAudit.LOW), 1)));
  }

  private String known(Row row) {
    String basis = row.getAs(LeakAudit.BASIS);
    String verdict = row.getAs(LeakAudit.VERDICT);
    if (basis.startsWith("not traced")) {
      return basis.replaceFirst("^not traced: ", "");
    }
    return verdict.equals(LeakAudit.LEAK)
        ? "%s of %s values are not what events known at the index time give"
            .formatted(count(row, LeakAudit.EVENTS), count(row, LeakAudit.N))
        : count(row, LeakAudit.N) + " values are what known events give";
  }

  private String vocabulary(Row row) {
    return row.<String>getAs(LeakAudit.VERDICT).equals(LeakAudit.LEAK)
        ? "%s of %s training members have it, which is not the share that the vocabulary states"
            .formatted(count(row, LeakAudit.EVENTS), count(row, LeakAudit.N))
        : "its share among training members is the one that the vocabulary states";
  }

  private static String target(Row row) {
    return row.<String>getAs(LeakAudit.VERDICT).equals(LeakAudit.WARNING)
        ? "its code is one that the label counts: earlier outcomes, or outcomes coded early"
        : "the label does not count its code";
  }

  private String share(Row row) {
    String basis = row.getAs(LeakAudit.BASIS);
    return row.isNullAt(row.fieldIndex(LeakAudit.VALUE))
        ? "no event to judge by"
        : "%s of its events: %s"
            .formatted(
                Numbers.percent(row.<Double>getAs(LeakAudit.VALUE), 1),
                basis.replaceFirst("^share of its events: ", ""));
  }

  private String count(Row row, String column) {
    long count = row.getAs(column);
    return few(count) ? "<" + minimumCell : Numbers.count(count);
  }

  /** Whether a count of members must not be told. */
  public boolean few(long count) {
    return count > 0 && count < minimumCell;
  }
}
