package org.medley.jobs.pharmacogene.reading;

import org.medley.jobs.pharmacogene.match.SiteCall;

/**
 * What one sample has at one site, gathered from rows in no order of theirs. Rows that tell the
 * same twice are as one; where rows contradict one another the site counts as not called.
 */
public final class SampleSite {
  private final SiteRecords records = new SiteRecords();
  private final SplitCalls split;
  private SiteCall call = SiteCall.ABSENT;
  private boolean contradictory;

  /** Nothing yet. */
  public SampleSite(Site site) {
    this.split = new SplitCalls(site.position().reference());
  }

  /** Takes in what a row says. */
  public void add(Reading reading) {
    SiteRecords.Relation relation =
        records.add(reading.start(), reading.reference(), reading.alternates());
    SiteCall next = reading.call();
    if (relation == SiteRecords.Relation.SPLIT) {
      boolean known = !call.isAbsent() && !next.isAbsent();
      call = split.merge(call, next);
      contradictory |= known && call.isAbsent();
    } else if (call.isAbsent()) {
      call = next;
    } else {
      contradictory |= !next.isAbsent() && !next.equals(call);
    }
  }

  /** What the sample has; {@link SiteCall#ABSENT} if it is not known. */
  public SiteCall call() {
    return contradictory ? SiteCall.ABSENT : call;
  }
}
