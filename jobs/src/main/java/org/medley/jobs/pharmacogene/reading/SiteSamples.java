package org.medley.jobs.pharmacogene.reading;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.medley.jobs.pharmacogene.match.SiteCall;

/** What the samples of a file have at one site, gathered from its records. */
public final class SiteSamples {
  private final Site site;
  private final SiteRecords records = new SiteRecords();
  private final SplitCalls split;
  private final SiteCall[] calls;

  /** Nothing yet, for {@code samples} samples. */
  public SiteSamples(Site site, int samples) {
    this.site = site;
    this.split = new SplitCalls(site.position().reference());
    this.calls = new SiteCall[samples];
    Arrays.fill(calls, SiteCall.ABSENT);
  }

  /**
   * Takes in a record if it tells of the site. A second record of it counts for the samples that
   * the first has no call of, unless the two were split from one.
   *
   * @param recordCalls by sample
   * @return whether it repeats what an earlier record told
   */
  public boolean add(
      int start, String reference, List<String> alternates, List<RecordCall> recordCalls) {
    List<String> alleles = site.allelesOf(start, reference, alternates);
    if (alleles.isEmpty()) {
      return false;
    }
    SiteRecords.Relation relation = records.add(start, reference, alternates);
    IdentityHashMap<RecordCall, SiteCall> known = new IdentityHashMap<>();
    for (int sample = 0; sample < calls.length; sample++) {
      SiteCall call =
          known.computeIfAbsent(
              recordCalls.get(sample),
              distinct -> Calls.of(site.position().contig(), alleles, distinct));
      if (relation == SiteRecords.Relation.SPLIT) {
        calls[sample] = split.merge(calls[sample], call);
      } else if (calls[sample].isAbsent()) {
        calls[sample] = call;
      }
    }
    return relation == SiteRecords.Relation.REPEATED;
  }

  /** The site. */
  public Site site() {
    return site;
  }

  /** What the sample with this number has. */
  public SiteCall call(int sample) {
    return calls[sample];
  }
}
