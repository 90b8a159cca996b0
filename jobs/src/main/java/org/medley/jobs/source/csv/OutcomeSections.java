package org.medley.jobs.source.csv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medley.jobs.settings.Section;

/** Reads the part of a mapping that says which outcomes a line states. */
final class OutcomeSections {
  private static final List<String> OWN = List.of("endpoint", "status", "time", "optional");
  private static final Set<String> STATUSES =
      Set.of(StatusRule.EVENT, StatusRule.CENSORED, StatusRule.COMPETING);

  private final CellSections cells;
  private final TimeSections times;

  OutcomeSections(CellSections cells, TimeSections times) {
    this.cells = cells;
    this.times = times;
  }

  /**
   * The outcomes in {@code top}: a list, or a single one whose keys stand at the top.
   *
   * @param entry entry of those that state none; null: not stated
   */
  List<OutcomeRule> read(Section top, TimeRule entry) {
    Texts arm = cells.textsAt(top, "arm");
    List<String> single = OWN.stream().filter(top::has).toList();
    if (!top.has("outcomes")) {
      return single.isEmpty() ? List.of() : List.of(outcome(top, entry, arm));
    }
    for (String key : single) {
      top.problem(key, "stands beside outcomes", "move it into one of the outcomes");
    }
    List<OutcomeRule> outcomes = new ArrayList<>();
    Set<String> endpoints = new HashSet<>();
    for (Section each : top.list("outcomes")) {
      try (Section section = each) {
        TimeRule own = times.at(section, "entry", false);
        Texts ownArm = cells.textsAt(section, "arm");
        OutcomeRule outcome =
            outcome(section, own == null ? entry : own, ownArm == null ? arm : ownArm);
        String named = outcome.endpoint().constant();
        if (named != null && !endpoints.add(named)) {
          section.problem("endpoint", "stands twice", "give each outcome an endpoint of its own");
        }
        outcomes.add(outcome);
      }
    }
    return outcomes;
  }

  private OutcomeRule outcome(Section section, TimeRule entry, Texts arm) {
    Texts endpoint = cells.textsAt(section, "endpoint");
    if (endpoint == null) {
      section.problem("endpoint", "is missing", "name it, or give the column that does");
      endpoint = Texts.constant(null);
    }
    return new OutcomeRule(
        endpoint,
        entry,
        times.required(section, "time", entry != null),
        status(section),
        arm,
        section.flag("optional", false));
  }

  private StatusRule status(Section section) {
    try (Section status = section.section("status")) {
      if (!status.has("filled") && !status.has("empty")) {
        Cell cell = cells.cell(status, ColumnUses.WORDS);
        return new StatusRule(cell, cells.values(status, STATUSES), null, null);
      }
      if (status.has("values")) {
        status.problem("values", "stands beside filled and empty", "keep the ones or the other");
      }
      return new StatusRule(
          cells.cell(status, ColumnUses.ANY),
          null,
          stated(status, "filled"),
          stated(status, "empty"));
    }
  }

  private static String stated(Section status, String key) {
    String text = status.required(key);
    if (!text.isEmpty() && !STATUSES.contains(text)) {
      status.problem(key, "is '" + text + "'", "use one of " + STATUSES.stream().sorted().toList());
    }
    return text;
  }
}
