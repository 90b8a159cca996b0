package org.medley.jobs.check;

import java.util.List;
import org.medley.jobs.control.LeaseState;

/** Whether another run would keep the night out. */
final class LeaseCheck implements Check {
  @Override
  public List<Finding> look(String name, Setup setup) {
    if (setup.unreadable().isPresent()) {
      return List.of(Finding.fail(name, setup.unreadable().get()));
    }
    return List.of(
        setup
            .ledger()
            .flatMap(ledger -> ledger.lease(setup.host().instant()))
            .map(lease -> look(name, lease))
            .orElseGet(() -> Finding.pass(name, "no night has begun in this lake")));
  }

  private static Finding look(String name, LeaseState lease) {
    return switch (lease.kind()) {
      case FREE -> Finding.pass(name, "free");
      case HELD ->
          Finding.warn(
              name,
              "run %s (process %s) holds it until %s at least"
                  .formatted(lease.runId(), lease.owner(), lease.expires()),
              "wait for it: 'medley runs wait "
                  + lease.runId()
                  + "'; a night now would end with 75");
      case STALE ->
          Finding.warn(
              name,
              "run %s (process %s) left it behind".formatted(lease.runId(), lease.owner()),
              "nothing: the next night takes it and goes on where that run stopped");
    };
  }
}
