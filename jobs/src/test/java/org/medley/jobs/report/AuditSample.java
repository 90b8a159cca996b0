package org.medley.jobs.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.medley.jobs.report.content.Audit;
import org.medley.jobs.report.content.Intake;

/** What a report says of audits. */
final class AuditSample {
  static final Audit NONE = Audit.NONE;

  private AuditSample() {}

  static Audit of(String text) {
    return new Audit(
        List.of(new Audit.Finding(text, text, text)),
        List.of(new Audit.Count(text, "leak", 1)),
        List.of(new Audit.LeftOut(text, text, 3)));
  }

  static Audit audit() {
    return new Audit(
        List.of(
            new Audit.Finding(
                "warning",
                "Emergency, number of visits within 30 days",
                "its code is one that the label counts: earlier outcomes, or outcomes coded"
                    + " early")),
        List.of(
            new Audit.Count("discrimination", "passed", 412),
            new Audit.Count("known_events", "not assessable", 31),
            new Audit.Count("known_events", "passed", 381),
            new Audit.Count("target_code", "warning", 1)),
        List.of(
            new Audit.LeftOut("codes", "infrequent", 1204),
            new Audit.LeftOut("measurements", "redundant", 12)));
  }

  static Intake.Judgement judgement(String text, long denominator, long violations) {
    return new Intake.Judgement(
        text,
        text,
        text,
        text,
        OptionalLong.of(denominator),
        OptionalLong.of(violations),
        OptionalDouble.of(100.0 * violations / denominator),
        1,
        false);
  }
}
