package org.medley.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medley.jobs.control.Json;
import org.medley.jobs.decision.PlanCounts;
import org.medley.jobs.step.PlanStep;

/**
 * What a night came to on one decision.
 *
 * @param decision its name
 * @param notes of its plan; empty: nothing was planned
 * @param page where its page is
 */
record DecisionAnswer(String decision, Map<String, String> notes, String page) {
  /** Two lines for people. */
  String text() {
    String blinded = notes.get(PlanStep.BLINDED);
    String found = notes.getOrDefault(PlanStep.FOUND, "nothing was planned");
    return "Decision %s: %s.%n  read it in %s"
        .formatted(
            decision,
            blinded == null ? found : found + "; estimates are blinded: " + blinded,
            page);
  }

  /**
   * The same with numbers of people, which are null where withheld or where nothing was planned.
   */
  Map<String, Object> document() {
    PlanCounts counts =
        notes.containsKey(PlanStep.COUNTS)
            ? Json.read(notes.get(PlanStep.COUNTS), PlanCounts.class)
            : null;
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("decision", decision);
    document.put("planned", counts != null);
    document.put("people", counts == null ? null : counts.people());
    document.put("recommended", counts == null ? null : counts.recommended());
    document.put("left_to_clinician", counts == null ? null : counts.left());
    document.put("with_veto", counts == null ? null : counts.vetoed());
    document.put("minimum_cell", counts == null ? null : counts.minimum());
    document.put("blinded_reason", notes.get(PlanStep.BLINDED));
    document.put("page", page);
    return document;
  }
}
