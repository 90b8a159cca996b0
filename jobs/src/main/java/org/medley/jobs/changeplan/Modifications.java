package org.medley.jobs.changeplan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medley.jobs.changeplan.ChangePlan.Item;
import org.medley.jobs.settings.TaskSettings;

/** What may change, and what may not. */
final class Modifications {
  private Modifications() {}

  static List<Item> of(TaskSettings task) {
    String use = task.card().getOrDefault("intended-use", "");
    return List.of(
        new Item(
            "Intended use",
            use.isEmpty()
                ? "Not stated: a person writes it under card.intended-use of the task file."
                : use,
            Map.of()),
        new Item(
            "Modification 1: recalibration",
            "The log odds of the model are put on another line, by an intercept or by an intercept"
                + " and a slope. Covariates, their weights among each other, and the order of"
                + " people by risk stay. A person starts it.",
            Map.of()),
        new Item(
            "Modification 2: refit",
            "A model is trained anew on the members of the night, with the cohort, covariate"
                + " definitions, model families and search of the task file. The vocabulary of"
                + " covariates, the coefficients or trees, the imputation and the calibration may"
                + " change.",
            new TreeMap<>(
                Map.of(
                    "model.families",
                    task.training().families(),
                    "model.folds",
                    task.training().folds(),
                    "model.seed",
                    task.training().seed()))),
        new Item(
            "What may not change by this plan",
            "The question: cohort, prediction time, outcome, horizon, covariate definitions and"
                + " model families stand in the task file. A change of it is no modification of"
                + " this plan but another task definition, which has another digest, is trained"
                + " anew and is recorded as such.",
            Map.of()));
  }
}
