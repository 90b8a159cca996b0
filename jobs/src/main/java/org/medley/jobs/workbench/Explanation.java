package org.medley.jobs.workbench;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.text.Numbers;
import org.medley.jobs.workbench.Sheet.Column;
import org.medley.models.contract.ScoreReasons;
import org.medley.models.contract.Scores;
import org.medley.models.fitted.FittedModel;
import org.medley.models.score.Scorer;

/**
 * How one risk comes about: the log odds of the average training member and what each covariate
 * adds, which together are the score. Names nobody. It describes the model, not causes.
 *
 * @param base log odds of the average training member
 * @param parts what covariates add, the strongest first; those that add nothing are left out
 * @param logOdds the score, before calibration
 * @param risk the calibrated risk, between 0 and 1
 * @param horizonDays days that the risk is about
 */
public record Explanation(
    double base, List<Part> parts, double logOdds, double risk, int horizonDays) implements Shown {
  private static final int STRONGEST = 10;
  private static final int DECIMALS = 3;

  /**
   * What one covariate adds.
   *
   * @param words the covariate with its value and direction
   * @param contribution added log odds against the average training member
   */
  public record Part(String words, double contribution) {}

  /** Copies the parts. */
  public Explanation {
    parts = List.copyOf(parts);
  }

  /** Of the one row of {@code matrix}; two actions. */
  static Explanation of(FittedModel model, String version, Dataset<Row> matrix) {
    List<Row> scores = Scorer.scores(model, version, matrix).collectAsList();
    if (scores.isEmpty()) {
      throw new MedleyException(
          ExitCode.USAGE, "that person is not scored by this model", "risks() has everyone who is");
    }
    List<Part> parts =
        Scorer.reasons(model, matrix, Integer.MAX_VALUE)
            .orderBy(ScoreReasons.RANK)
            .collectAsList()
            .stream()
            .map(
                row ->
                    new Part(row.getAs(ScoreReasons.REASON), row.getAs(ScoreReasons.CONTRIBUTION)))
            .toList();
    return new Explanation(
        model.contributions().base(),
        parts,
        scores.get(0).getAs(Scores.RAW_SCORE),
        scores.get(0).getAs(Scores.RISK_SCORE),
        model.horizonDays());
  }

  /** Base and parts together: {@link #logOdds} but for rounding of the last digits. */
  public double sum() {
    return base + parts.stream().mapToDouble(Part::contribution).sum();
  }

  private String finding() {
    return "Risk within %s: %s."
        .formatted(Numbers.count(horizonDays, "day", "days"), Numbers.percent(risk, 1));
  }

  private Sheet sheet() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("The average training member", number(base)));
    parts.stream()
        .limit(STRONGEST)
        .forEach(part -> rows.add(List.of(part.words, number(part.contribution))));
    if (parts.size() > STRONGEST) {
      List<Part> others = parts.subList(STRONGEST, parts.size());
      rows.add(
          List.of(
              Numbers.count(others.size(), "other covariate", "other covariates"),
              number(others.stream().mapToDouble(Part::contribution).sum())));
    }
    rows.add(List.of("Sum: the score before calibration", number(sum())));
    return new Sheet(
        "What the risk is made of",
        List.of(Column.text("reason"), Column.number("log odds")),
        rows,
        "Calibration turns the score of "
            + number(logOdds)
            + " into a risk of "
            + Numbers.percent(risk, 1)
            + ". Reasons describe the model, not causes.");
  }

  private static String number(double value) {
    return Numbers.decimal(value, DECIMALS);
  }

  @Override
  public Element html() {
    return Html.block("sheet", Html.paragraph("says", finding()), sheet().html());
  }

  @Override
  public String text() {
    return finding() + "\n" + sheet().text();
  }
}
