package org.medley.models.store;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.medley.models.train.TrainSettings;

/**
 * Where a model comes from; the same model can be trained again from it.
 *
 * @param settings of the training, as JSON
 * @param seed of every random choice
 * @param snapshotId the training snapshot
 * @param inputs keys of the steps that were read, by step
 * @param codeVersion digest of the code
 * @param environment Java, operating system, architecture and Spark
 */
public record ModelProvenance(
    String settings,
    long seed,
    String snapshotId,
    Map<String, String> inputs,
    String codeVersion,
    Map<String, String> environment) {

  /**
   * Provenance of a model trained here with {@code settings}.
   *
   * @param environment what else is known of here, beside Java, operating system and Spark
   */
  public static ModelProvenance of(
      TrainSettings settings,
      String snapshotId,
      Map<String, String> inputs,
      String codeVersion,
      Map<String, String> environment) {
    Map<String, String> here = here();
    here.putAll(environment);
    return new ModelProvenance(
        Json.text(settings), settings.seed(), snapshotId, new TreeMap<>(inputs), codeVersion, here);
  }

  /**
   * The settings of the training, to train again.
   *
   * @throws ModelRefused if they are not settings
   */
  public TrainSettings trainSettings() {
    return Json.read(
        settings.getBytes(StandardCharsets.UTF_8), TrainSettings.class, "model's settings");
  }

  /** The inputs as JSON. */
  public String inputsJson() {
    return Json.text(inputs);
  }

  /** The environment as JSON. */
  public String environmentJson() {
    return Json.text(environment);
  }

  private static Map<String, String> here() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("java", System.getProperty("java.version"));
    environment.put("java-vendor", System.getProperty("java.vendor"));
    environment.put("os", System.getProperty("os.name"));
    environment.put("os-version", System.getProperty("os.version"));
    environment.put("arch", System.getProperty("os.arch"));
    environment.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
    environment.put("scala", scala.util.Properties.versionNumberString());
    return environment;
  }
}
