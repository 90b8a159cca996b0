package org.medley.jobs.settings.decision;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who may see what a decision says of people. What is switched off is not written at all. Roles and
 * purpose are published beside the rows for the site's data platform to enforce: Medley knows no
 * users.
 *
 * @param roles who may; empty: nothing is said
 * @param purpose for what; empty: nothing is said
 * @param personRows whether rows of single persons are written; else only what was estimated is
 * @param patientPages whether a page on a person may be written
 * @param files who may read the pages on persons
 */
public record Access(
    List<String> roles, String purpose, boolean personRows, boolean patientPages, Readers files) {
  /** Nothing is said, and everything is written for this user alone. */
  public static final Access STANDARD = new Access(List.of(), "", true, true, Readers.OWNER);

  /** Who may read a file. */
  public enum Readers {
    /** Only the user whose process wrote it. */
    OWNER,
    /** The group of the file too. */
    GROUP
  }

  /** Copies the list. */
  public Access {
    roles = List.copyOf(roles);
  }

  /** Whether pages on persons may be written: without rows there is nothing to write them from. */
  public boolean pages() {
    return personRows && patientPages;
  }

  /** One sentence; empty where nothing is said. */
  public String words() {
    String who = roles.isEmpty() ? "" : "for " + String.join(", ", roles);
    return String.join(", ", Stream.of(who, purpose).filter(t -> !t.isEmpty()).toList());
  }
}
