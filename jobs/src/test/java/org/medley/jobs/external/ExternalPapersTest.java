package org.medley.jobs.external;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medley.jobs.control.Json;
import org.medley.jobs.report.content.SmallCells;
import org.medley.models.calibrate.Calibration;
import org.medley.models.evaluate.Curve;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.evaluate.Metric;
import org.medley.models.evaluate.Performance;
import org.medley.models.explain.Contributions;
import org.medley.models.explain.LinearContributions;
import org.medley.models.external.CaseMix;
import org.medley.models.external.ClosedTest;
import org.medley.models.external.Recalibration;
import org.medley.models.external.Shift;
import org.medley.models.external.UpdateKind;
import org.medley.models.external.Validation;
import org.medley.models.external.Variant;
import org.medley.models.family.FittedStage;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Covariate;
import org.medley.models.matrix.Design;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;
import org.medley.models.train.TrainSettings;

/** The rows, the document and the page of a finding. */
class ExternalPapersTest {
  private static final Covariate COMMON = covariate(0, "Age <years>");
  private static final Covariate RARE = covariate(1, "Rare & odd");

  @Test
  void theDocumentHoldsEveryNumberButNoSmallCount() {
    String json = new ExternalJson(new SmallCells(11)).of(finding());
    Map<?, ?> document = Json.read(json, Map.class);
    assertThat(document.get("model_version")).isEqualTo("4f1c");
    Map<?, ?> flow = (Map<?, ?>) document.get("flow");
    assertThat(flow.get("samples")).isEqualTo(400);
    assertThat(flow.get("window_not_closed")).isNull();
    assertThat(flow.get("before_since")).isEqualTo(30);
    Map<?, ?> common = (Map<?, ?>) ((List<?>) document.get("shifts")).get(0);
    assertThat(common.get("standardised_difference")).isEqualTo(0.5);
    Map<?, ?> rare = (Map<?, ?>) ((List<?>) document.get("shifts")).get(1);
    assertThat(rare.get("standardised_difference")).isNull();
    assertThat(rare.get("external")).isNull();
    assertThat((List<?>) document.get("models"))
        .extracting(each -> String.valueOf(((Map<?, ?>) each).get("update")))
        .containsExactly("none", "in-the-large", "intercept-slope", "refit");
    Map<?, ?> refit = (Map<?, ?>) ((List<?>) document.get("models")).get(3);
    assertThat(refit.get("reason")).isEqualTo("Too few people.");
    Map<?, ?> closed = (Map<?, ?>) document.get("closed_testing");
    assertThat((List<?>) closed.get("tests")).hasSize(2);
    assertThat(document.get("chosen")).isEqualTo("in-the-large");
  }

  @Test
  void thePageIsWellFormedShowsBothCurvesAndLoadsNothing() throws Exception {
    String page = new ExternalPage(new SmallCells(11)).of(finding());
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory
        .newDocumentBuilder()
        .parse(
            new ByteArrayInputStream(
                page.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    assertThat(page)
        .doesNotContain("<script", "src=", "http:", "style=", "Rare &amp; odd")
        .contains("Age &lt;years&gt;", "recalibrated in the large (solid)", "as it is (dashed)")
        .contains("Closed testing", "Lake of the &lt;East&gt;");
  }

  @Test
  void rowsSayWhoDidWhatAndHowTheDataDiffer() {
    List<Metric> about = ExternalRows.about(finding());
    assertThat(about)
        .filteredOn(metric -> metric.name().equals("about_tester"))
        .extracting(metric -> metric.estimate().method())
        .containsExactly("ann, 1970-01-01T00:00:00Z");
    assertThat(about)
        .filteredOn(metric -> metric.name().equals("about_comparison"))
        .extracting(metric -> metric.estimate().method())
        .singleElement()
        .satisfies(
            words ->
                assertThat(words)
                    .contains("linear predictor -1.00 (SD 0.80) in development")
                    .contains("C 0.70")
                    .contains("Age <years> 0.50"));
    assertThat(about).allMatch(metric -> ExternalRows.isComparison(metric.name()));
    assertThat(ExternalRows.split(finding(), UpdateKind.NONE)).isEqualTo("external:east");
    assertThat(ExternalRows.split(finding(), UpdateKind.REFIT)).isEqualTo("external:east + refit");
    assertThat(ExternalRows.numbers(finding(), UpdateKind.IN_THE_LARGE))
        .extracting(Metric::name)
        .contains("auroc", "calibration_slope", "update_intercept");
    assertThat(ExternalRows.numbers(finding(), UpdateKind.REFIT)).isEmpty();
  }

  private static Finding finding() {
    Predictions p = predictions();
    List<Variant> variants = new ArrayList<>();
    for (UpdateKind kind : UpdateKind.values()) {
      boolean fits = kind == UpdateKind.IN_THE_LARGE || kind == UpdateKind.INTERCEPT_SLOPE;
      variants.add(
          kind == UpdateKind.REFIT
              ? new Variant(kind, Optional.empty(), List.of(), List.of(), "Too few people.")
              : new Variant(
                  kind,
                  fits ? Optional.of(Recalibration.fit(kind, p)) : Optional.empty(),
                  Performance.of(p, settings()),
                  List.of(
                      new Curve(
                          "calibration",
                          "loess",
                          List.of("predicted", "observed"),
                          List.of(new double[] {0.1, 0.2}, new double[] {0.6, 0.5 + fits(kind)}))),
                  ""));
    }
    Validation validation =
        new Validation(
            model(),
            new Validation.Flow(390, 400, p.events(), 20),
            List.of(RARE),
            List.of(),
            0.1,
            List.of(shift(COMMON, 200, 0.5), shift(RARE, 3, 1.5)),
            new CaseMix(
                new CaseMix.Side(900, -1, 0.8, 0.3),
                new CaseMix.Side(400, -0.6, 0.9, 0.4),
                Estimate.of(0.7, "c")),
            variants,
            new ClosedTest(
                UpdateKind.IN_THE_LARGE,
                List.of(
                    test(UpdateKind.NONE, 9, 2, 0.011), test(UpdateKind.IN_THE_LARGE, 1, 1, 0.3)),
                "why not"),
            Optional.empty(),
            TrainSettings.defaults(),
            List.of("Be careful."));
    return new Finding(
        "acute-care",
        "4f1c",
        "file:/lakes/west",
        new Finding.Data(
            "east",
            "Lake of the <East>",
            "r1",
            LocalDate.of(2024, 1, 31),
            Optional.of(LocalDate.of(2022, 1, 1)),
            LocalDate.of(2022, 3, 1),
            LocalDate.of(2022, 9, 1),
            new Finding.Counts(440, 5, 30, 0)),
        "ann",
        "",
        Instant.EPOCH,
        validation,
        Optional.of(UpdateKind.IN_THE_LARGE));
  }

  private static double fits(UpdateKind kind) {
    return kind == UpdateKind.IN_THE_LARGE ? 0.05 : 0;
  }

  private static ClosedTest.Test test(UpdateKind smaller, double statistic, int df, double p) {
    return new ClosedTest.Test(
        smaller, UpdateKind.INTERCEPT_SLOPE, statistic, df, p, "likelihood ratio");
  }

  private static Shift shift(Covariate covariate, long known, double difference) {
    return new Shift(
        covariate,
        false,
        covariate == RARE,
        0.5,
        new Shift.Side(900, 450, 50, 10, 0.5),
        new Shift.Side(400, known, 55, 10, 0.5),
        difference);
  }

  private static Predictions predictions() {
    SplittableRandom random = new SplittableRandom(1);
    double[] label = new double[400];
    double[] score = new double[400];
    for (int i = 0; i < label.length; i++) {
      score[i] = 0.05 + 0.9 * random.nextDouble();
      label[i] = random.nextDouble() < score[i] ? 1 : 0;
    }
    return Predictions.unweighted(label, score);
  }

  private static EvaluateSettings settings() {
    return new EvaluateSettings(List.of(), List.of(0.2), 5, 1, 1000, 5);
  }

  private static Covariate covariate(int index, String words) {
    return new Covariate(index, "c" + index, "codes", "last", null, words, true, 1, 1);
  }

  private static FittedModel model() {
    return new FittedModel(
        "acute-care",
        365,
        "logistic",
        Map.of("lasso", 0.5, "penalty", 0.01),
        new Design("ref", List.of(COMMON, RARE)),
        new Linear(),
        Calibration.none());
  }

  /** A stage that nobody scores with. */
  private static final class Linear implements FittedStage {
    @Override
    public Dataset<Row> score(Dataset<Row> rows) {
      return rows;
    }

    @Override
    public Contributions contributions(double[] centre) {
      return new LinearContributions(-1, new double[] {0.5, 2}, centre);
    }

    @Override
    public Map<String, Double> parameters() {
      return Map.of();
    }

    @Override
    public void save(String path) {
      throw new UnsupportedOperationException(path);
    }
  }
}
