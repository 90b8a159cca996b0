package org.medley.jobs.registry;

import java.util.List;
import java.util.Locale;
import org.medley.models.promotion.Verdict;

/**
 * One decision about the models of a task.
 *
 * @param act what was decided
 * @param version the model that it is about; of a rollback the one that is champion again
 * @param champion the champion before; empty: there was none
 * @param by {@link #GATES}, or the user of the process who decided
 * @param why in words
 * @param asOf logical date of the night that decided; empty for people
 * @param rules digest of the gates' settings; empty for people
 * @param verdicts what each gate said, with its numbers; empty for people
 */
public record Decision(
    Act act,
    String version,
    String champion,
    String by,
    String why,
    String asOf,
    String rules,
    List<Verdict> verdicts) {
  /** Who decided where no person did. */
  public static final String GATES = "gates";

  /** What can be decided. */
  public enum Act {
    PROMOTED,
    REFUSED,
    ROLLED_BACK;

    /** The text in tables. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the verdicts. */
  public Decision {
    verdicts = List.copyOf(verdicts);
  }

  /** A person's decision. */
  static Decision ofPerson(Act act, String version, String champion, String by, String why) {
    return new Decision(act, version, champion, by, why, "", "", List.of());
  }

  /** Whether the gates decided, and not a person. */
  public boolean byGates() {
    return !rules.isEmpty();
  }
}
