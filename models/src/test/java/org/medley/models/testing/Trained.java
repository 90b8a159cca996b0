package org.medley.models.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.train.TrainSettings;
import org.medley.models.train.Trainer;

/** One model per family for all tests of the JVM, since training is what costs. */
public final class Trained {
  private static final Map<String, FittedModel> MODELS = new ConcurrentHashMap<>();

  private Trained() {}

  /** The members and matrix that the models were trained on. */
  public static Snapshot snapshot(SparkSession spark) {
    return Simulation.of(300, 1, 6).snapshot(spark);
  }

  /** The settings that a family's model was trained with. */
  public static TrainSettings settings(String family) {
    return TrainSettings.of(List.of(family), 2, 1, TrainSettings.AUTO);
  }

  /** The model of {@code family}. */
  public static FittedModel model(SparkSession spark, String family) {
    return MODELS.computeIfAbsent(
        family, name -> Trainer.train(snapshot(spark), settings(name)).model());
  }
}
