package org.medley.models.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.features.contract.Members.TARGET_END;
import static org.medley.features.contract.Members.TARGET_START;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Predictions;
import org.medley.models.testing.Simulation;

@SparkTest
class SearchTest {
  private static final Map<String, Map<String, List<Double>>> WIDE =
      Map.of(
          "logistic", Map.of("lasso", List.of(0.0, 0.5, 1.0), "penalty", List.of(0.1, 0.01)),
          "boosted-trees", Map.of("trees", List.of(20.0, 50.0), "depth", List.of(2.0, 3.0)));

  @Test
  void gridsAreTriedInOrderAndABudgetKeepsTheFirstOfEachFamily() {
    List<String> families = List.of("logistic", "boosted-trees");
    Candidates all = Candidates.of(settings(families, search(WIDE, 100)));
    assertThat(all.note()).isEmpty();
    assertThat(all.all()).hasSize(10);
    assertThat(all.all().get(1).settings()).isEqualTo(Map.of("lasso", 0.0, "penalty", 0.01));
    Candidates some = Candidates.of(settings(families, search(WIDE, 5)));
    assertThat(some.all()).hasSize(5).contains(all.all().get(0), all.all().get(6));
    assertThat(some.all()).isSubsetOf(all.all()).isSortedAccordingTo(byPlaceIn(all));
    assertThat(some).isEqualTo(Candidates.of(settings(families, search(WIDE, 5))));
    assertThat(some.note()).startsWith("; 5 of 10 candidates").contains("drawn with seed 1");
    Candidates standard = Candidates.of(TrainSettings.defaults());
    assertThat(standard.all())
        .extracting(Candidates.Candidate::settings)
        .containsExactly(
            Map.of("lasso", 0.5, "penalty", 0.03),
            Map.of("lasso", 0.5, "penalty", 0.01),
            Map.of("lasso", 0.5, "penalty", 0.003),
            Map.of("trees", 20.0, "depth", 3.0));
  }

  @Test
  void wrongSearchesAreSentences() {
    assertThatThrownBy(() -> settings(List.of("logistic", "cox"), search(Map.of(), 1)))
        .hasMessageContaining("leaves some of the 2 families without a candidate");
    Map<String, Map<String, List<Double>>> wrong = Map.of("cox", Map.of("lasso", List.of(1.5)));
    assertThatThrownBy(() -> settings(List.of("cox"), search(wrong, 9)))
        .hasMessage("is 1.5; write numbers from 0 to 1");
    assertThatThrownBy(
            () ->
                TrainSettings.of(
                    List.of("logistic"),
                    2,
                    1,
                    "none",
                    new Search(Map.of(), 9, Search.Balance.BALANCED, false, 0)))
        .hasMessageContaining("need a calibration");
    assertThat(EventsPerCovariate.remark("t", 100, 10, 10)).isEmpty();
    assertThat(EventsPerCovariate.remark("t", 34, 120, 0))
        .startsWith("; 34 outcomes for 120 covariates (0.28 each)");
    assertThatThrownBy(() -> EventsPerCovariate.remark("t", 34, 120, 5))
        .isInstanceOf(NotTrainable.class)
        .hasMessageContaining("fewer than the task asks for");
  }

  @Test
  void calibrationGivesTheLevelOfBalancedFitsBack(SparkSession spark) {
    Snapshot snapshot = Simulation.of(300, 1, 2).withLost(0.3).snapshot(spark);
    Search search = new Search(strong("logistic"), 9, Search.Balance.BALANCED, false, 0);
    Training training = Trainer.train(snapshot, settings(List.of("logistic"), search));
    Predictions p = training.outOfFold();
    assertThat(Accuracy.observedOverExpected(p.label(), p.score(), p.weight())).isLessThan(0.8);
    double[] risks =
        Arrays.stream(p.score())
            .map(risk -> training.model().calibration().risk(Math.log(risk / (1 - risk))))
            .toArray();
    assertThat(Accuracy.observedOverExpected(p.label(), risks, p.weight()))
        .isCloseTo(1, within(1e-6));
  }

  @Test
  void theChoiceIsValidatedInFoldsThatItDoesNotSeeAndTheLostCountUntilTheyAreLost(
      SparkSession spark) {
    Snapshot snapshot = Simulation.of(450, 1, 3).withLost(0.3).snapshot(spark);
    Map<String, Map<String, List<Double>>> grids = new HashMap<>(strong("cox"));
    grids.putAll(strong("cause-specific"));
    Search search = new Search(grids, 9, Search.Balance.NONE, true, 0);
    Training training = Trainer.train(snapshot, settings(List.of("cox", "cause-specific"), search));
    assertThat(training.candidates()).hasSize(2);
    assertThat(training.candidates()).allSatisfy(c -> assertThat(c.auroc()).isGreaterThan(0.65));
    // nobody has a competing event, so that both are one model, which knows the level without
    // weights
    assertThat(training.candidates().get(1).logLoss())
        .isCloseTo(training.candidates().get(0).logLoss(), within(1e-6));
    Predictions p = training.outOfFold();
    assertThat(Accuracy.observedOverExpected(p.label(), p.score(), p.weight()))
        .isBetween(0.85, 1.15);
    assertThat(training.unknown()).isPositive();
    Nested nested = training.nested().orElseThrow();
    assertThat(nested.chosen()).hasSize(2);
    assertThat(nested.outerAuroc())
        .isCloseTo(Auroc.value(p.label(), p.score(), p.weight()), within(0.05));
    assertThat(nested.optimism()).isCloseTo(0, within(0.1));
    assertThat(nested.metrics(training)).hasSize(4);
    assertThat(training.note()).contains("nested cross-validation: AUROC");
  }

  private static Map<String, Map<String, List<Double>>> strong(String family) {
    return Map.of(family, Map.of("penalty", List.of(0.01)));
  }

  @Test
  void windowsOfDifferentLengthsAreNoHorizon(SparkSession spark) {
    Snapshot snapshot = Simulation.of(30, 1, 2).snapshot(spark);
    Snapshot uneven =
        new Snapshot(
            snapshot.task(),
            snapshot
                .members()
                .withColumn(
                    TARGET_END,
                    when(col(SUBJECT_ID).lt(5), col(TARGET_START)).otherwise(col(TARGET_END))),
            snapshot.matrix(),
            snapshot.reference());
    assertThat(Horizon.days(uneven, List.of("logistic"))).isEqualTo(365);
    assertThatThrownBy(() -> Horizon.days(uneven, List.of("logistic", "cox")))
        .isInstanceOf(NotTrainable.class)
        .hasMessageContaining("[cox] foretell a risk by one horizon");
    Snapshot open =
        new Snapshot(
            snapshot.task(),
            snapshot.members().withColumn(TARGET_END, lit(null).cast("timestamp")),
            snapshot.matrix(),
            snapshot.reference());
    assertThat(Horizon.days(open, List.of("logistic"))).isZero();
    assertThatThrownBy(() -> Horizon.days(open, List.of("cox"))).isInstanceOf(NotTrainable.class);
  }

  private static Comparator<Candidates.Candidate> byPlaceIn(Candidates all) {
    return Comparator.comparingInt(all.all()::indexOf);
  }

  private static Search search(Map<String, Map<String, List<Double>>> grids, int budget) {
    return new Search(grids, budget, Search.Balance.NONE, false, 0);
  }

  private static TrainSettings settings(List<String> families, Search search) {
    return TrainSettings.of(families, 2, 1, "auto", search);
  }
}
