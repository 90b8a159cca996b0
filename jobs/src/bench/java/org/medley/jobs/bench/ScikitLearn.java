package org.medley.jobs.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Logistic regression of scikit-learn (Debian: python3-sklearn), where Python has it. */
final class ScikitLearn {
  private static final String SCRIPT =
      """
      import sys, time
      from sklearn.datasets import load_svmlight_file
      from sklearn.linear_model import LogisticRegression
      from sklearn.preprocessing import StandardScaler
      x, y = load_svmlight_file(sys.argv[1], n_features=2000)
      start = time.time()
      x = StandardScaler(with_mean=False).fit_transform(x)
      LogisticRegression(C=1 / (float(sys.argv[2]) * len(y)), max_iter=200).fit(x, y)
      print(time.time() - start)
      """;

  private ScikitLearn() {}

  /** Seconds that a ridge regression of {@code file} took; empty without scikit-learn. */
  static Optional<Double> logistic(Path file, double penalty) throws IOException {
    Process process =
        new ProcessBuilder("python3", "-c", SCRIPT, file.toString(), Double.toString(penalty))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      return process.waitFor() == 0 ? Optional.of(Double.valueOf(answer)) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
