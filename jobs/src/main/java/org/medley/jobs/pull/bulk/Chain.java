package org.medley.jobs.pull.bulk;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medley.jobs.pull.landing.Landing;

/** What has landed of one scope, and so what the next export can build on. */
final class Chain {
  /** The file with the ids of the patients whom an extract completes, one a line; hidden. */
  static final String ROSTER = ".roster";

  private final Landing landing;
  private final String scope;

  Chain(Landing landing, String scope) {
    this.landing = landing;
    this.scope = scope;
  }

  /** The latest transaction time among extracts of these purposes, as the server wrote it. */
  Optional<String> latest(Set<Purpose> purposes) {
    List<String> times = new ArrayList<>();
    for (String extract : landing.extracts()) {
      landing
          .text(extract, LandedManifest.FILE)
          .flatMap(text -> LandedManifest.transactionTime(text, scope, purposes))
          .ifPresent(times::add);
    }
    return times.stream().max(Comparator.comparing(Chain::instant));
  }

  /** The ids of the patients who have landed wholly, as of the last extract that tells. */
  Optional<List<String>> roster() {
    List<String> extracts = landing.extracts();
    for (int i = extracts.size() - 1; i >= 0; i--) {
      String extract = extracts.get(i);
      boolean ours =
          landing
              .text(extract, LandedManifest.FILE)
              .flatMap(
                  text -> LandedManifest.transactionTime(text, scope, Set.of(Purpose.values())))
              .isPresent();
      if (ours) {
        Optional<String> ids = landing.text(extract, ROSTER);
        if (ids.isPresent()) {
          return ids.map(text -> text.lines().filter(id -> !id.isBlank()).toList());
        }
      }
    }
    return Optional.empty();
  }

  /** The instant of a transaction time. */
  static Instant instant(String time) {
    return OffsetDateTime.parse(time).toInstant();
  }
}
