package org.medley.models.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.medley.models.calibrate.Calibration;
import org.medley.models.family.FittedStage;
import org.medley.models.family.ModelFamilies;
import org.medley.models.family.ModelFamily;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Design;

/**
 * Saves and loads the folder of one model: {@code stage/} in MLlib's format or as JSON, {@code
 * model.json} with imputation, calibration and provenance, and {@code manifest.json} with the
 * SHA-256 of each file, written last. A folder without manifest is no model.
 *
 * <p>Loading an MLlib model runs the class that its metadata names, so every digest is verified and
 * the class compared with the family's own before Spark reads anything. A stage that is numbers
 * only is JSON, and loading it loads no class.
 */
public final class ModelStore {
  private static final String STAGE = "stage";
  private static final String MODEL = "model.json";
  private static final String METADATA = "metadata";
  private static final String UNNAMED = "_" + Manifest.NAME;

  /** What {@code model.json} holds. */
  private record Description(
      int format,
      String task,
      int horizonDays,
      String family,
      Map<String, Double> candidate,
      Design design,
      Calibration calibration,
      ModelProvenance provenance) {}

  /** The part of MLlib's metadata that matters here. */
  @com.fasterxml.jackson.annotation.JsonIgnoreProperties(ignoreUnknown = true)
  private record StageMetadata(
      @com.fasterxml.jackson.annotation.JsonProperty("class") String type) {}

  private ModelStore() {}

  /**
   * Saves {@code model} to {@code directory}, clearing what an interrupted save left there.
   *
   * @return the digest of the folder
   * @throws IllegalStateException if the directory already holds a complete model
   * @throws UncheckedIOException if it cannot be written
   */
  public static String save(
      SparkSession spark, FittedModel model, ModelProvenance provenance, String directory) {
    try {
      Path folder = new Path(directory);
      FileSystem system = folder.getFileSystem(spark.sessionState().newHadoopConf());
      if (system.exists(new Path(folder, Manifest.NAME))) {
        throw new IllegalStateException(
            "The folder " + directory + " already holds a model, and models never change.");
      }
      for (String own : new String[] {STAGE, MODEL, UNNAMED}) {
        system.delete(new Path(folder, own), true);
      }
      model.stage().save(new Path(folder, STAGE).toString());
      Description description =
          new Description(
              Manifest.FORMAT,
              model.task(),
              model.horizonDays(),
              model.family(),
              model.candidate(),
              model.design(),
              model.calibration(),
              provenance);
      write(system, new Path(folder, MODEL), Json.bytes(description));
      byte[] manifest = Json.bytes(Manifest.of(system, folder));
      Path unnamed = new Path(folder, UNNAMED);
      write(system, unnamed, manifest);
      if (!system.rename(unnamed, new Path(folder, Manifest.NAME))) {
        throw new IOException("Cannot name the manifest of " + directory + ".");
      }
      return Manifest.sha256(manifest);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot save the model to " + directory + ".", e);
    }
  }

  /** Whether {@code directory} holds a complete model. */
  public static boolean isComplete(SparkSession spark, String directory) {
    Path manifest = new Path(directory, Manifest.NAME);
    try {
      return manifest.getFileSystem(spark.sessionState().newHadoopConf()).exists(manifest);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + directory + ".", e);
    }
  }

  /**
   * Verifies the files of {@code directory} against their manifest and {@code digest}, the one that
   * {@link #save} returned, and loads nothing.
   *
   * @throws ModelRefused if there is no manifest, or a file is changed, missing or added
   */
  public static void verify(SparkSession spark, String directory, String digest) {
    Path folder = new Path(directory);
    try {
      verified(folder.getFileSystem(spark.sessionState().newHadoopConf()), folder, digest);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the model of " + directory + ".", e);
    }
  }

  /**
   * Loads the model of {@code directory} after verifying it against its manifest.
   *
   * @throws ModelRefused if there is no manifest, a file is changed, missing or added, or the stage
   *     is not of the family's class
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static StoredModel load(SparkSession spark, String directory) {
    return load(spark, directory, null);
  }

  /**
   * The same, and refuses a folder whose digest is not {@code digest}, the one that {@link #save}
   * returned and a registry keeps.
   */
  public static StoredModel load(SparkSession spark, String directory, String digest) {
    try {
      Path folder = new Path(directory);
      FileSystem system = folder.getFileSystem(spark.sessionState().newHadoopConf());
      String found = verified(system, folder, digest);
      Description description =
          Json.read(
              read(system, new Path(folder, MODEL)), Description.class, "model's description");
      ModelFamily family = family(description, directory);
      if (family.stageClass().isPresent()) {
        allow(system, new Path(folder, STAGE), family.stageClass().get());
      }
      FittedStage stage = family.load(spark, new Path(folder, STAGE).toString());
      FittedModel model =
          new FittedModel(
              description.task,
              description.horizonDays,
              description.family,
              description.candidate,
              description.design,
              stage,
              description.calibration);
      return new StoredModel(model, description.provenance, found);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the model of " + directory + ".", e);
    }
  }

  private static String verified(FileSystem system, Path folder, String digest) throws IOException {
    Path path = new Path(folder, Manifest.NAME);
    if (!system.exists(path)) {
      throw new ModelRefused(
          "The folder " + folder + " has no manifest: it holds no model, or its save was cut off.");
    }
    byte[] bytes = read(system, path);
    String found = Manifest.sha256(bytes);
    Manifest stated = Json.read(bytes, Manifest.class, "model's manifest");
    if (digest != null && !digest.equals(found)) {
      throw new ModelRefused("The model of " + folder + " is not the one that was registered.");
    }
    if (stated.format() != Manifest.FORMAT) {
      throw new ModelRefused(
          "The model of " + folder + " has the unknown format " + stated.format() + ".");
    }
    if (!present(system, folder).equals(stated)) {
      throw new ModelRefused(
          "The files of " + folder + " are not those of its manifest: the model has been changed.");
    }
    return found;
  }

  private static Manifest present(FileSystem system, Path folder) throws IOException {
    try {
      return Manifest.of(system, folder);
    } catch (org.apache.hadoop.fs.ChecksumException e) {
      throw new ModelRefused(
          "A file of " + folder + " fails its checksum: the model has been changed.", e);
    }
  }

  private static ModelFamily family(Description description, String directory) {
    if (!ModelFamilies.all().containsKey(description.family)) {
      throw new ModelRefused(
          "The model of " + directory + " is of the unknown family " + description.family + ".");
    }
    return ModelFamilies.named(description.family);
  }

  private static void allow(FileSystem system, Path stage, String type) throws IOException {
    for (FileStatus file : system.listStatus(new Path(stage, METADATA))) {
      if (file.getPath().getName().startsWith("part-")) {
        StageMetadata metadata =
            Json.read(read(system, file.getPath()), StageMetadata.class, "stage's metadata");
        if (!type.equals(metadata.type)) {
          throw new ModelRefused("The stage is not a " + type + ", so it is not loaded.");
        }
      }
    }
  }

  private static void write(FileSystem system, Path file, byte[] bytes) throws IOException {
    try (OutputStream out = system.create(file, true)) {
      out.write(bytes);
    }
  }

  private static byte[] read(FileSystem system, Path file) throws IOException {
    try (InputStream in = system.open(file)) {
      return in.readAllBytes();
    }
  }
}
