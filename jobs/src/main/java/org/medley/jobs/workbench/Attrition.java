package org.medley.jobs.workbench;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.report.chart.AttritionFlow;
import org.medley.jobs.report.content.Cohort.Step;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.text.Numbers;
import org.medley.jobs.workbench.Sheet.Column;
import org.medley.models.matrix.Snapshot;

/**
 * Who is left after each rule of a cohort to learn from, shown as the chart of the report.
 *
 * @param steps the rules in their order, each with people and members (a person at an index time)
 *     that are left
 */
public record Attrition(List<Step> steps) implements Shown {

  /** Copies the steps. */
  public Attrition {
    steps = List.copyOf(steps);
  }

  /**
   * The attrition of {@code task}.
   *
   * @param rows under {@link org.medley.features.contract.Attrition}; one action
   * @throws MedleyException with exit code 66 if there is none
   */
  static Attrition of(Dataset<Row> rows, String task) {
    List<Step> steps =
        rows
            .where(col(org.medley.features.contract.Attrition.TASK).equalTo(task))
            .where(
                col(org.medley.features.contract.Attrition.PURPOSE).equalTo(Snapshot.TRAIN_PURPOSE))
            .orderBy(org.medley.features.contract.Attrition.STEP)
            .collectAsList()
            .stream()
            .map(Attrition::step)
            .toList();
    if (steps.isEmpty()) {
      throw new MedleyException(
          ExitCode.INPUT_MISSING,
          "the release holds no cohort of a task '" + task + "'",
          "table(\"cohort.attrition\") shows which it holds");
    }
    return new Attrition(steps);
  }

  private static Step step(Row row) {
    return new Step(
        row.getAs(org.medley.features.contract.Attrition.RULE),
        row.getAs(org.medley.features.contract.Attrition.SUBJECTS),
        row.getAs(org.medley.features.contract.Attrition.SAMPLES));
  }

  /** Who is left after the last rule. */
  public Step last() {
    return steps.get(steps.size() - 1);
  }

  @Override
  public Element html() {
    return AttritionFlow.of(steps);
  }

  @Override
  public String text() {
    return new Sheet(
            "Attrition",
            List.of(Column.text("rule"), Column.number("people"), Column.number("members")),
            steps.stream()
                .map(
                    step ->
                        List.of(
                            step.rule(),
                            Numbers.count(step.people()),
                            Numbers.count(step.members())))
                .toList(),
            "")
        .text();
  }
}
