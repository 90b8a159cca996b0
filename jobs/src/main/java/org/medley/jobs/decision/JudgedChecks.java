package org.medley.jobs.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medley.jobs.contract.EffectChecks;
import org.medley.jobs.settings.decision.CheckSettings;
import org.medley.models.effect.check.Check;
import org.medley.models.effect.check.Check.State;

/** Checks held against a decision's own limits, as rows under {@link EffectChecks}. */
final class JudgedChecks {
  /** Checks that want a value of at least the limit; all others want one of at most. */
  private static final Set<String> AT_LEAST =
      Set.of("equipoise", "effective_sample_size", "placebo", "permutation");

  private final String decision;
  private final CheckSettings settings;
  private final List<Row> rows = new ArrayList<>();

  JudgedChecks(String decision, CheckSettings settings) {
    this.decision = decision;
    this.settings = settings;
  }

  List<Row> rows() {
    return rows;
  }

  void add(String outcome, Check check) {
    Check judged = judged(check);
    String accepted = settings.accepted().get(check.name());
    boolean fails = judged.state() == State.FAIL;
    rows.add(
        RowFactory.create(
            decision,
            outcome,
            judged.name(),
            judged.state().name().toLowerCase(Locale.ROOT),
            Estimates.known(judged.value()),
            Estimates.known(judged.limit()),
            judged.detail(),
            fails && accepted == null,
            fails ? accepted : null));
  }

  /** Nothing could be estimated, for the reason given. */
  void refuse(String outcome, String why) {
    add(outcome, new Check(EffectChecks.ESTIMABLE, State.FAIL, Double.NaN, Double.NaN, why));
  }

  private Check judged(Check check) {
    Double limit = settings.limits().get(check.name());
    if (limit == null || Double.isNaN(check.value())) {
      return check;
    }
    boolean met = AT_LEAST.contains(check.name()) ? check.value() >= limit : check.value() <= limit;
    return new Check(
        check.name(),
        met ? State.PASS : State.FAIL,
        check.value(),
        limit,
        check.detail() + "; the limit is the decision's own");
  }
}
