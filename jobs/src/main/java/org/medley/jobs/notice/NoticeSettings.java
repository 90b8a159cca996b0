package org.medley.jobs.notice;

import java.util.List;
import java.util.Optional;

/**
 * The block {@code notify} of {@code site.yaml}.
 *
 * @param incidents who is told of incidents; empty: nobody
 * @param kinds which incidents: {@code failed}, {@code refused}, {@code recovered}
 * @param lineage who gets OpenLineage events; empty: nobody
 * @param namespace namespace of the job in OpenLineage
 */
public record NoticeSettings(
    Optional<Target> incidents, List<String> kinds, Optional<Target> lineage, String namespace) {
  /** The kinds of incidents. */
  public static final List<String> KINDS =
      List.of(Incident.FAILED, Incident.REFUSED, Incident.RECOVERED);

  /** Nobody is told anything. */
  public static final NoticeSettings NONE =
      new NoticeSettings(Optional.empty(), KINDS, Optional.empty(), "medley");
}
