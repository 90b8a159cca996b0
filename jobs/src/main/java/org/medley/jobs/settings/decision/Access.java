package org.medley.jobs.settings.decision;

import java.util.List;

/**
 * Who may see what a decision says of people. Medley records it with what it publishes; it is the
 * site's data platform that enforces it.
 *
 * @param roles who may; empty: nothing is said
 * @param purpose for what; empty: nothing is said
 */
public record Access(List<String> roles, String purpose) {
  /** One sentence; empty where nothing is said. */
  public String words() {
    String who = roles.isEmpty() ? "" : "for " + String.join(", ", roles);
    return String.join(
        ", ", java.util.stream.Stream.of(who, purpose).filter(t -> !t.isEmpty()).toList());
  }
}
