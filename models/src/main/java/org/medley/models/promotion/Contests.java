package org.medley.models.promotion;

import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.contract.Scores.RISK_SCORE;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.evaluate.Collected;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.Predictions;

/**
 * Predicts for the gates. A model is judged on members that it never saw: those in the test split
 * of its own snapshot, with the covariates of that snapshot and the labels that are known now.
 */
public final class Contests {
  private Contests() {}

  /**
   * Risks of all test members of {@code snapshot} with a known label; of more than {@link
   * EvaluateSettings#mostRows} a sample of subjects. Triggers two actions.
   */
  public static Predictions alone(FittedModel model, Snapshot snapshot, EvaluateSettings settings) {
    return risks(model, snapshot, settings).predictions();
  }

  /**
   * Risks by two models of the members that both have in their test split. Labels, weights and
   * groups are the candidate's, as the newer. Triggers four actions.
   */
  public static Contest of(
      FittedModel candidate,
      Snapshot newer,
      FittedModel champion,
      Snapshot older,
      EvaluateSettings settings) {
    Dataset<Row> both =
        newer
            .members(Snapshot.TEST)
            .join(
                older.members(Snapshot.TEST).select(SUBJECT_ID, INDEX_TIME),
                new String[] {SUBJECT_ID, INDEX_TIME},
                "left_semi");
    Collected first = risks(candidate, with(both, newer), settings);
    Collected second = risks(champion, with(both, older), settings);
    Predictions p = first.predictions();
    if (!Arrays.equals(p.subject(), second.predictions().subject())
        || !Arrays.equals(p.label(), second.predictions().label())) {
      throw new IllegalStateException("The two models did not predict for the same members.");
    }
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (int g = 0; g < settings.subgroups().size(); g++) {
      groups.put(settings.subgroups().get(g), first.groups().get(g));
    }
    return new Contest(p, second.predictions().score(), groups);
  }

  private static Snapshot with(Dataset<Row> members, Snapshot covariates) {
    return new Snapshot(covariates.task(), members, covariates.matrix(), covariates.reference());
  }

  private static Collected risks(FittedModel model, Snapshot snapshot, EvaluateSettings settings) {
    try (DesignMatrix test =
        DesignMatrix.of(snapshot, Snapshot.TEST, model.design(), settings.subgroups())) {
      long known = test.weights().positives() + test.weights().negatives();
      return Collected.of(
          model.predict(test.rows()),
          RISK_SCORE,
          settings.subgroups(),
          known,
          settings.mostRows(),
          settings.seed());
    }
  }
}
