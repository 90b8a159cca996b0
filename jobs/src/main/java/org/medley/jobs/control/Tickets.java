package org.medley.jobs.control;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.lake.Ticket;

/**
 * Hands out write tickets. Versions count up for each table and slice; a step that was claimed but
 * never ended gets the versions of that claim again, so that its interrupted write is recognised.
 */
public final class Tickets {
  private final Ledger ledger;
  private final Map<String, Long> next;
  private final Map<String, Claim> fresh = new LinkedHashMap<>();

  /** Tickets that continue what {@code ledger} recorded. */
  public Tickets(Ledger ledger) {
    this.ledger = ledger;
    this.next = new HashMap<>(ledger.claimedVersions());
  }

  /** Tickets of {@code step} by table, for one slice. */
  public Map<String, Ticket> claim(String step, String key, List<String> tables, String slice) {
    Optional<Claim> open = ledger.openClaim(step, key);
    Map<String, Long> versions = new LinkedHashMap<>();
    Map<String, Ticket> tickets = new LinkedHashMap<>();
    for (String table : tables) {
      String appId = "medley/" + table + "/" + slice;
      Optional<Long> before = open.map(claim -> claim.versions().get(appId));
      long version = before.orElseGet(() -> next.merge(appId, 1L, Long::sum));
      versions.put(appId, version);
      tickets.put(table, new Ticket(appId, version, key, before.isPresent()));
    }
    fresh.put(step, new Claim(versions));
    return tickets;
  }

  /** The details of the claim row of {@code step}. */
  public String details(String step) {
    return Json.write(fresh.get(step));
  }
}
