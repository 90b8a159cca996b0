package org.medley.jobs.step;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.TableContract;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.settings.TaskSettings;
import org.medley.models.contract.ScoreReasons;
import org.medley.models.contract.Scores;
import org.medley.models.fitted.FittedModel;
import org.medley.models.score.Scorer;
import org.medley.models.store.ModelStore;

/** Scores tonight's members of one task with its standing model. */
public final class ScoreStep implements Step {
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
    return List.of(FeaturesStep.name(task.name()), TrainStep.name(task.name()));
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
    Map<String, String> train = context.input(TrainStep.name(task.name())).notes();
    String version = train.get(TrainStep.MODEL_VERSION);
    if (version == null) {
      context.write(Scores.TABLE, context.lake().empty(Scores.TABLE));
      context.write(ScoreReasons.TABLE, context.lake().empty(ScoreReasons.TABLE));
      return Map.of();
    }
    ModelFolder folder = new ModelFolder(task.name(), version);
    FittedModel model =
        ModelStore.load(
                context.spark(),
                context.lake().root() + "/" + folder.model(),
                train.get(TrainStep.MODEL_DIGEST))
            .model();
    Dataset<Row> matrix = context.read(Matrix.TABLE);
    context.write(Scores.TABLE, Scorer.scores(model, version, matrix));
    context.write(ScoreReasons.TABLE, Scorer.reasons(model, matrix, Scorer.REASONS));
    return Map.of();
  }
}
