package org.medley.models.hazard;

import static org.apache.spark.sql.functions.col;
import static org.medley.models.matrix.DesignMatrix.CAUSE;
import static org.medley.models.matrix.DesignMatrix.DAY;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Where a fit runs. Rows of one partition are fitted by one task, in one Spark job. Of several
 * partitions each keeps its rows as arrays, every sum is one job whose result is one array per
 * partition, and the driver adds them in the order of the partitions. Either way the same numbers
 * are added in the same order, so that the number of cores does not matter.
 */
public final class TimedFit {
  private TimedFit() {}

  /** A fit or the reason why there is none: an exception would be tried again by Spark. */
  private record Outcome<T>(T fitted, String failure) implements Serializable {}

  /**
   * What {@code fit} gives for {@code rows} with columns day, cause, weight and features. Triggers
   * actions.
   *
   * @param fit must not hold on to what cannot be sent to a task
   * @throws NotFitted if {@code fit} does, or there is no row with a weight
   */
  public static <T extends Serializable> T of(Dataset<Row> rows, Function<TimedRows, T> fit) {
    JavaRDD<Block> blocks =
        rows.select(col(DAY).cast("int"), col(CAUSE).cast("int"), col(WEIGHT), col(FEATURES))
            .javaRDD()
            .mapPartitions(Block::of);
    if (blocks.getNumPartitions() == 1) {
      return fitted(blocks.map(block -> attempt(new One(block), fit)).first());
    }
    blocks.persist(StorageLevel.MEMORY_AND_DISK());
    Outcome<T> outcome = attempt(new Distributed(blocks), fit);
    blocks.unpersist();
    return fitted(outcome);
  }

  private static <T> T fitted(Outcome<T> outcome) {
    if (outcome.fitted == null) {
      throw new NotFitted(outcome.failure);
    }
    return outcome.fitted;
  }

  private static <T> Outcome<T> attempt(TimedRows.Sums sums, Function<TimedRows, T> fit) {
    try {
      return new Outcome<>(fit.call(new TimedRows(sums)), null);
    } catch (NotFitted e) {
      return new Outcome<>(null, e.getMessage());
    } catch (Exception e) {
      throw new IllegalStateException("A fit to times failed.", e);
    }
  }

  /** A block at hand. */
  private record One(Block block) implements TimedRows.Sums {
    @Override
    public <T> List<T> each(Function<Block, T> part) {
      try {
        return List.of(part.call(block));
      } catch (Exception e) {
        throw new IllegalStateException("A sum failed.", e);
      }
    }
  }

  /** Blocks on executors. */
  private record Distributed(JavaRDD<Block> blocks) implements TimedRows.Sums {
    @Override
    public <T> List<T> each(Function<Block, T> part) {
      return new ArrayList<>(blocks.map(part).collect());
    }
  }
}
