package org.medley.models.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs independent Spark work side by side, since small jobs leave cores idle. */
public final class Parallel {
  private Parallel() {}

  /**
   * The results of {@code work} for 0 to {@code count - 1}, in order. The last start first, as the
   * longest fits come last. The first failure is thrown after the rest has been cancelled.
   */
  public static <T> List<T> map(int threads, int count, IntFunction<T> work) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, count));
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = count - 1; i >= 0; i--) {
        int task = i;
        futures.add(0, pool.submit(() -> work.apply(task)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("A fit failed.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Training was interrupted.", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
