package org.medley.models.stability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.medley.models.evaluate.Controls;
import org.medley.models.evaluate.Metric;
import org.medley.models.evaluate.PermutedTimes;
import org.medley.models.matrix.Snapshot;
import org.medley.models.store.StoredModel;
import org.medley.models.train.Refit;
import org.medley.models.train.TrainSettings;

/** The checks of a model that refit it. */
public final class Stability {
  /** The clustering by year of the index time, in UTC. */
  public static final String YEAR = InternalExternal.YEAR;

  private Stability() {}

  /**
   * Optimism, internal-external validation, and the shuffled-label and permuted-time controls of
   * {@code stored}, which was trained on {@code snapshot}. Takes as many fits as replicates, folds
   * times clusters, and shuffles.
   *
   * @param replicates of the bootstrap
   * @param clusterings {@link #YEAR} or columns of the snapshot's members
   * @param progress is told what is done, in words
   */
  public static List<Metric> of(
      StoredModel stored,
      Snapshot snapshot,
      int replicates,
      List<String> clusterings,
      Consumer<String> progress) {
    TrainSettings settings = stored.provenance().trainSettings();
    List<Metric> metrics = new ArrayList<>();
    try (Refit refit = Refit.of(stored.model(), snapshot, settings)) {
      metrics.addAll(
          new OptimismBootstrap(refit, stored.model(), settings, replicates).run(progress));
      for (String clustering : clusterings) {
        metrics.addAll(new InternalExternal(refit, snapshot, settings, clustering).run(progress));
      }
    }
    progress.accept("shuffling labels " + Controls.SHUFFLES + " times");
    metrics.add(Controls.shuffledLabels(snapshot, settings.rowsPerPartition(), settings.seed()));
    progress.accept("permuting index times");
    metrics.addAll(PermutedTimes.control(snapshot, settings.rowsPerPartition(), settings.seed()));
    return metrics;
  }
}
