package org.medley.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.score.Scorer;
import org.medley.models.testing.Trained;

@SparkTest
class ModelStoreTest {
  @TempDir Path folder;

  @Test
  void loadedModelsScoreAndExplainBitForBitAsTheyDidBefore(SparkSession spark) {
    Snapshot snapshot = Trained.snapshot(spark);
    for (String family : List.of("logistic", "boosted-trees", "cox", "cause-specific")) {
      FittedModel model = Trained.model(spark, family);
      String directory = folder.resolve(family).toString();
      String digest = ModelStore.save(spark, model, provenance(family), directory);
      StoredModel loaded = ModelStore.load(spark, directory, digest);
      assertThat(rows(loaded.model(), snapshot)).isEqualTo(rows(model, snapshot));
      assertThat(loaded.provenance()).isEqualTo(provenance(family));
      assertThat(loaded.digest()).isEqualTo(digest);
      assertThat(loaded.model().candidate()).isEqualTo(model.candidate());
    }
  }

  @Test
  void whatIsNotWhatWasSavedIsRefused(SparkSession spark) throws IOException {
    FittedModel model = Trained.model(spark, "logistic");
    String digest =
        ModelStore.save(spark, model, provenance("logistic"), folder.resolve("m").toString());
    Path m = folder.resolve("m");
    assertThatThrownBy(() -> ModelStore.save(spark, model, provenance("logistic"), m.toString()))
        .hasMessageContaining("already holds a model");
    assertThatThrownBy(() -> ModelStore.load(spark, m.toString(), other(digest)))
        .isInstanceOf(ModelRefused.class)
        .hasMessageContaining("not the one that was registered");

    Path json = m.resolve("model.json");
    String good = Files.readString(json);
    Files.delete(m.resolve(".model.json.crc"));
    Files.writeString(json, good.replace("\"sim\"", "\"sin\""));
    assertThatThrownBy(() -> ModelStore.verify(spark, m.toString(), digest))
        .isInstanceOf(ModelRefused.class);
    refused(spark, m, "not those of its manifest");
    Files.writeString(json, good);
    ModelStore.verify(spark, m.toString(), digest);
    assertThat(ModelStore.load(spark, m.toString(), digest).model().task()).isEqualTo("sim");

    Files.writeString(m.resolve("stage/metadata/part-99999"), "{\"class\":\"java.lang.Runtime\"}");
    refused(spark, m, "not those of its manifest");
    Files.delete(m.resolve("stage/metadata/part-99999"));

    byte[] manifest = Files.readAllBytes(m.resolve("manifest.json"));
    Files.delete(m.resolve("manifest.json"));
    refused(spark, m, "has no manifest");
    assertThat(ModelStore.save(spark, model, provenance("logistic"), m.toString()))
        .isNotEqualTo(Manifest.sha256(manifest));
    assertThat(ModelStore.load(spark, m.toString()).model().task()).isEqualTo("sim");
  }

  @Test
  void aStageOfNumbersIsVerifiedAsWell(SparkSession spark) throws IOException {
    Path m = folder.resolve("numbers");
    ModelStore.save(spark, Trained.model(spark, "cox"), provenance("cox"), m.toString());
    Path stage = m.resolve("stage/stage.json");
    String text = Files.readString(stage);
    Files.delete(m.resolve("stage/.stage.json.crc"));
    Files.writeString(stage, text.replace("\"hazard\":", "\"hazard\":1"));
    refused(spark, m, "not those of its manifest");
  }

  @Test
  void aForeignStageClassIsNotLoadedEvenUnderAFittingManifest(SparkSession spark)
      throws IOException {
    Path m = folder.resolve("foreign");
    ModelStore.save(spark, Trained.model(spark, "logistic"), provenance("logistic"), m.toString());
    try (Stream<Path> parts = Files.list(m.resolve("stage/metadata"))) {
      Path part =
          parts.filter(p -> p.getFileName().toString().startsWith("part")).findFirst().get();
      String text = Files.readString(part);
      Files.delete(part.resolveSibling("." + part.getFileName() + ".crc"));
      Files.writeString(part, text.replace("LogisticRegressionModel", "Evil"));
    }
    resign(spark, m);
    refused(spark, m, "so it is not loaded");
  }

  private static void resign(SparkSession spark, Path m) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(m.toString());
    Manifest manifest = Manifest.of(path.getFileSystem(spark.sessionState().newHadoopConf()), path);
    Files.deleteIfExists(m.resolve(".manifest.json.crc"));
    Files.write(m.resolve("manifest.json"), Json.bytes(manifest));
  }

  private static void refused(SparkSession spark, Path m, String message) {
    assertThatThrownBy(() -> ModelStore.load(spark, m.toString()))
        .isInstanceOf(ModelRefused.class)
        .hasMessageContaining(message);
  }

  /** A digest that differs from {@code digest}, whichever its first digit is. */
  private static String other(String digest) {
    return (digest.charAt(0) == '0' ? "1" : "0") + digest.substring(1);
  }

  private static ModelProvenance provenance(String family) {
    return ModelProvenance.of(
        Trained.settings(family), "snap", Map.of("cohort", "k1"), "c0de", Map.of());
  }

  private static List<Row> rows(FittedModel model, Snapshot snapshot) {
    List<Row> rows =
        new java.util.ArrayList<>(
            Scorer.scores(model, "m", snapshot.matrix()).orderBy(SUBJECT_ID).collectAsList());
    rows.addAll(
        Scorer.reasons(model, snapshot.matrix(), 3).orderBy(SUBJECT_ID, "rank").collectAsList());
    return rows;
  }
}
