package org.medley.jobs.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.night.StepContext;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.store.ModelProvenance;
import org.medley.models.store.ModelStore;
import org.medley.models.store.StoredModel;

/**
 * Where one version of a task's model lies in the lake: {@code models/TASK/VERSION} with {@code
 * model} and the {@code snapshot} that it was trained on. The version is a part of the training's
 * key, so a folder once complete is never written again.
 *
 * @param task the task
 * @param version of its model
 */
public record ModelFolder(String task, String version) {
  private static final int DIGITS = 12;
  private static final String COMPLETE = "_SUCCESS";

  static ModelFolder of(String task, String key) {
    return new ModelFolder(task, key.substring(0, DIGITS));
  }

  /** Below the lake's root. */
  String path() {
    return "models/" + task + "/" + version;
  }

  /** The model itself, below the lake's root. */
  public String model() {
    return path() + "/model";
  }

  /** The vocabulary of the model, below the lake's root. */
  String reference() {
    return path() + "/snapshot/reference";
  }

  /** Of an update, a copy of the model that was updated, below the lake's root. */
  public String parent() {
    return path() + "/parent";
  }

  /** The training snapshot; copied from {@code source} unless it is there. */
  Snapshot snapshot(StepContext context, Function<StepContext, Snapshot> source) {
    Snapshot fresh = source.apply(context);
    return new Snapshot(
        task,
        copied(context, "members", fresh.members()),
        copied(context, "matrix", fresh.matrix()),
        copied(context, "reference", fresh.reference()));
  }

  /** The training snapshot as it lies there. */
  public Snapshot snapshot(SparkSession spark, Lake lake) {
    String folder = lake.root() + "/" + path() + "/snapshot/";
    return new Snapshot(
        task,
        spark.read().parquet(folder + "members"),
        spark.read().parquet(folder + "matrix"),
        spark.read().parquet(folder + "reference"));
  }

  /**
   * The model, verified against {@code digest}.
   *
   * @throws org.medley.models.store.ModelRefused if the folder is not what was saved
   */
  public StoredModel load(SparkSession spark, Lake lake, String digest) {
    return ModelStore.load(spark, lake.root() + "/" + model(), digest);
  }

  /**
   * Of an update, the model that was updated, verified against {@code digest}.
   *
   * @throws org.medley.models.store.ModelRefused if the folder is not what was saved
   */
  public StoredModel loadParent(SparkSession spark, Lake lake, String digest) {
    return ModelStore.load(spark, lake.root() + "/" + parent(), digest);
  }

  /**
   * Copies the whole folder of the model {@code other} of the lake {@code from} as {@link #parent},
   * unless a complete copy is there. Nothing of it is loaded.
   */
  void copyParent(StepContext context, ModelFolder other, Lake from) {
    String target = context.lake().root() + "/" + parent();
    if (ModelStore.isComplete(context.spark(), target)) {
      return;
    }
    try {
      Configuration configuration = context.spark().sessionState().newHadoopConf();
      Path source = new Path(from.root() + "/" + other.model());
      Path copy = new Path(target);
      FileSystem files = copy.getFileSystem(configuration);
      Path unfinished = new Path(copy.getParent(), "unfinished-parent");
      files.delete(unfinished, true);
      files.delete(copy, true);
      FileUtil.copy(
          source.getFileSystem(configuration), source, files, unfinished, false, configuration);
      if (!files.rename(unfinished, copy)) {
        throw new IOException("cannot rename " + unfinished);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Saves the model unless it is there, and returns the digest of its folder. */
  String save(StepContext context, FittedModel model, ModelProvenance provenance) {
    String folder = context.lake().root() + "/" + model();
    if (ModelStore.isComplete(context.spark(), folder)) {
      return ModelStore.load(context.spark(), folder).digest();
    }
    return ModelStore.save(context.spark(), model, provenance, folder);
  }

  private Dataset<Row> copied(StepContext context, String name, Dataset<Row> rows) {
    String folder = context.lake().root() + "/" + path() + "/snapshot/" + name;
    if (!exists(context, folder + "/" + COMPLETE)) {
      rows.write().mode(SaveMode.Overwrite).parquet(folder);
    }
    return context.spark().read().schema(rows.schema()).parquet(folder);
  }

  private static boolean exists(StepContext context, String file) {
    try {
      Path path = new Path(file);
      FileSystem files = path.getFileSystem(context.spark().sessionState().newHadoopConf());
      return files.exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
