package org.medley.models.rebuild;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.evaluate.Performance;
import org.medley.models.matrix.Snapshot;
import org.medley.models.store.ModelProvenance;
import org.medley.models.store.ModelStore;
import org.medley.models.store.StoredModel;
import org.medley.models.testing.Trained;
import org.medley.models.train.TrainSettings;
import org.medley.models.train.Trainer;
import org.medley.models.train.Training;

@SparkTest
class RebuildTest {
  @Test
  void theSameSnapshotGivesTheSameModelAndAnotherOneDoesNot(
      SparkSession spark, @TempDir Path folder) {
    TrainSettings settings = Trained.settings("logistic");
    Snapshot snapshot = Trained.snapshot(spark);
    Training training = Trainer.train(snapshot, settings);
    ModelProvenance provenance =
        ModelProvenance.of(settings, "snap", Map.of(), "c0de", Map.of("processor", "p"));
    String directory = folder.resolve("m").toString();
    String digest = ModelStore.save(spark, training.model(), provenance, directory);
    StoredModel stored = ModelStore.load(spark, directory, digest);
    assertThat(stored.provenance().trainSettings()).isEqualTo(settings);
    Map<String, Double> outOfFold = new TreeMap<>();
    Performance.discrimination(training.outOfFold(), EvaluateSettings.of(List.of(), 1))
        .forEach(metric -> outOfFold.put(metric.name(), metric.estimate().value()));

    List<Part> same = Rebuild.of(stored, snapshot, outOfFold);
    assertThat(same).allMatch(Part::same).allMatch(part -> part.compared() > 0);
    assertThat(same.get(5).compared()).isEqualTo(600);

    Snapshot other =
        new Snapshot(
            snapshot.task(),
            snapshot.members().where(col(SUBJECT_ID).notEqual(1)),
            snapshot.matrix(),
            snapshot.reference());
    assertThat(Rebuild.of(stored, other, outOfFold))
        .filteredOn(part -> !part.same())
        .extracting(Part::name)
        .contains("coefficients or trees", "out-of-fold metrics", "scores on the snapshot");
  }

  @Test
  void numbersAreComparedByNameWithinAShareOfTheirSize() {
    Part part =
        Part.of(
            "numbers",
            Map.of("a", 1e12, "b", 0.0, "c", -2.0, "only before", 5.0),
            Map.of("a", 1e12 + 1, "b", 0.0, "c", -2.5, "only after", 6.0),
            1e-9);

    assertThat(part.compared()).isEqualTo(5);
    assertThat(part.different()).isEqualTo(3);
    assertThat(part.largest()).isCloseTo(0.2, within(1e-15));
    assertThat(part.examples())
        .containsExactly(
            "c: -2.0 was built again as -2.5",
            "only after: nothing was built again as 6.0",
            "only before: 5.0 was built again as nothing");
  }
}
