package org.medley.jobs.changeplan;

import java.util.List;
import java.util.Map;
import org.medley.jobs.changeplan.ChangePlan.Item;
import org.medley.jobs.settings.TaskSettings;

/** Benefits and risks of the modifications, and what is left to people. */
final class ChangeImpact {
  private ChangeImpact() {}

  static List<Item> of(TaskSettings task) {
    List<String> subgroups = task.subgroups();
    return List.of(
        new Item(
            "Benefit",
            "Risks stay near the share of people who have the outcome while population, care and"
                + " coding change.",
            Map.of()),
        new Item(
            "Risks, and what meets them",
            "A needless update may do harm: closed testing, margins, a cool-down and a limit of"
                + " updates meet it. Faulty data may be learnt: holds, quality rules and the leak"
                + " audit meet it. A gain in all may be a loss in some: the gate of subgroups meets"
                + " it where a subgroup has outcomes enough. Use of the model may change the"
                + " outcomes that it learns from: nothing here meets that, and people must look.",
            Map.of()),
        new Item(
            "Subgroups that are judged",
            subgroups.isEmpty()
                ? "None: name them under validation.subgroups of the task file."
                : String.join(", ", subgroups) + ".",
            Map.of()),
        new Item(
            "One modification upon another",
            "A refit takes the place of all recalibrations before it. A recalibration of a"
                + " recalibrated model is judged against that model.",
            Map.of()),
        new Item(
            "Left to people",
            "Clinical risk, labelling, communication to users and the regulatory view are not in"
                + " the configuration and not in this plan.",
            Map.of()));
  }
}
