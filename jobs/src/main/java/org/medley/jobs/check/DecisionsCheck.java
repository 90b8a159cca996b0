package org.medley.jobs.check;

import java.util.List;
import java.util.Optional;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.step.PlanStep;

/** Each decision: whether checks of its design blinded it last time, as the ledger tells. */
final class DecisionsCheck implements Check {
  @Override
  public List<Finding> look(String name, Setup setup) {
    if (setup.configuration().isEmpty()) {
      return List.of(Finding.warn(name, "not looked at", "mend site.yaml first"));
    }
    List<DecisionSettings> decisions = setup.configuration().get().decisions();
    if (decisions.isEmpty()) {
      return List.of(Finding.pass(name, "there is no decision in conf/decisions"));
    }
    Ledger ledger = setup.ledger().orElse(Ledger.EMPTY);
    return decisions.stream().map(decision -> look(name, decision, ledger)).toList();
  }

  private static Finding look(String name, DecisionSettings decision, Ledger ledger) {
    Optional<StepEnd> last = ledger.lastResult(PlanStep.name(decision.name()));
    if (last.isEmpty()) {
      return Finding.pass(name, "decision " + decision.name() + ": never planned in this lake");
    }
    String blinded = last.get().notes().get(PlanStep.BLINDED);
    return blinded == null
        ? Finding.pass(
            name,
            "decision %s: %s".formatted(decision.name(), last.get().notes().get(PlanStep.FOUND)))
        : Finding.warn(
            name,
            "decision %s: estimates are blinded: %s".formatted(decision.name(), blinded),
            "mend the design in conf/decisions, or accept the check there with a reason");
  }
}
