package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Reference;
import org.medley.features.contract.TableContract;
import org.medley.jobs.night.Digests;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.settings.TaskSettings;
import org.medley.models.contract.ScoreReasons;
import org.medley.models.contract.Scores;
import org.medley.models.fitted.FittedModel;
import org.medley.models.score.Scorer;

/**
 * Scores tonight's members of one task with its champion. Where tonight's covariates are not in the
 * champion's vocabulary, as on a night whose new model was refused, the last scores stand.
 */
public final class ScoreStep implements Step {
  /** Note: why the last scores stand; absent where members were scored. */
  static final String STAND = "stand";

  private final TaskSettings task;

  /** The scoring of {@code task}. */
  public ScoreStep(TaskSettings task) {
    this.task = task;
  }

  /** The name of the scoring step of {@code task}. */
  public static String name(String task) {
    return "score:" + task;
  }

  @Override
  public String name() {
    return name(task.name());
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return "";
  }

  @Override
  public List<String> inputs() {
    return List.of(FeaturesStep.name(task.name()), DecideStep.name(task.name()));
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Scores.TABLE, ScoreReasons.TABLE);
  }

  @Override
  public String slice() {
    return task.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Map<String, String> decided = context.input(DecideStep.name(task.name())).notes();
    String version = decided.get(DecideStep.CHAMPION);
    if (version == null) {
      return stand(context, "no model of the task has passed its gates");
    }
    String question = Digests.of(task.questionDigest());
    if (!question.equals(decided.get(DecideStep.CHAMPION_QUESTION))) {
      return stand(
          context,
          "the champion "
              + version
              + " was trained with other cohort or covariate settings: restore them, or decide on"
              + " another model");
    }
    Dataset<Row> others =
        context
            .read(Reference.TABLE)
            .where(
                col(Reference.REFERENCE_ID).notEqual(decided.get(DecideStep.CHAMPION_REFERENCE)));
    if (!others.isEmpty()) {
      return stand(
          context,
          "tonight's covariates are not in the vocabulary of the champion "
              + version
              + "; the next night builds them in it");
    }
    FittedModel model =
        new ModelFolder(task.name(), version)
            .load(context.spark(), context.lake(), decided.get(DecideStep.CHAMPION_DIGEST))
            .model();
    Dataset<Row> matrix = context.read(Matrix.TABLE);
    context.write(Scores.TABLE, Scorer.scores(model, version, matrix));
    context.write(ScoreReasons.TABLE, Scorer.reasons(model, matrix, Scorer.REASONS));
    return Map.of();
  }

  private Map<String, String> stand(StepContext context, String why) {
    writes().forEach(table -> context.write(table, context.previous(table)));
    return Map.of(STAND, why);
  }
}
