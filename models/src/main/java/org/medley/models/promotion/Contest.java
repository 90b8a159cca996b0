package org.medley.models.promotion;

import java.util.List;
import java.util.Map;
import org.medley.models.statistics.Predictions;

/**
 * Risks of the same held-out members by the candidate and by the champion, with labels as they are
 * known now. The arrays are not copied and must not be changed.
 *
 * @param candidate members with the candidate's risks
 * @param champion the champion's risks, parallel to them
 * @param groups value of each member by grouping, parallel to them; null where unknown
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record Contest(Predictions candidate, double[] champion, Map<String, List<String>> groups) {
  /** Checks that the columns are of one length. */
  public Contest {
    int n = candidate.size();
    if (champion.length != n || groups.values().stream().anyMatch(group -> group.size() != n)) {
      throw new IllegalArgumentException("A contest needs columns of one length.");
    }
  }
}
