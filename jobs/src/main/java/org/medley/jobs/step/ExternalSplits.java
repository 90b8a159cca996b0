package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.external.ExternalRows;
import org.medley.jobs.report.content.Performance;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.models.evaluate.Evaluator;

/** What the report says of a model that has no test members of its own. */
final class ExternalSplits {
  private ExternalSplits() {}

  /**
   * The evaluations; where none is of the test split, as of an update, those of the data set that
   * it was judged on, out of fold, stand there a second time as those of the test.
   */
  static List<Evaluation> withTest(List<Evaluation> all) {
    List<Evaluation> shown = new ArrayList<>(all);
    if (all.stream().noneMatch(row -> row.split().equals(Performance.TEST))) {
      all.stream()
          .map(Evaluation::split)
          .filter(split -> split.startsWith(Evaluator.EXTERNAL))
          .sorted()
          .findFirst()
          .ifPresent(
              split ->
                  all.stream()
                      .filter(row -> row.split().equals(split))
                      .filter(row -> !ExternalRows.isComparison(row.metric()))
                      .map(ExternalSplits::ofTest)
                      .forEach(shown::add));
    }
    return shown;
  }

  private static Evaluation ofTest(Evaluation row) {
    return new Evaluation(
        Performance.TEST,
        row.subgroup(),
        row.metric(),
        row.value(),
        row.low(),
        row.high(),
        row.members(),
        row.events(),
        row.method());
  }
}
