package org.medley.jobs.notebook;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.JupyterSocket;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.logging.Level;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.apache.spark.sql.SparkSession;

/**
 * The kernel. Cells are Java as in the JDK's shell; the workbench, Spark's datasets and its
 * functions on columns are imported. A dataset or a result of the workbench at the end of a cell is
 * shown.
 */
public final class MedleyKernel extends BaseKernel {
  /** What cells see without importing it. */
  private static final List<String> IMPORTS =
      List.of(
          "java.util.*",
          "java.util.stream.*",
          "org.apache.spark.sql.Dataset",
          "org.apache.spark.sql.Row",
          "static org.apache.spark.sql.functions.*",
          "org.medley.jobs.workbench.*",
          "static org.medley.jobs.workbench.Checks.check");

  private static final String INDENT = "  ";

  private final Cells cells = new Cells(IMPORTS);
  private volatile Thread evaluating;

  /**
   * Serves the Jupyter that wrote {@code connection}, until it says that this is the end.
   *
   * @throws IOException if the file cannot be read
   * @throws GeneralSecurityException if messages are to be signed as this Java cannot
   */
  public static void serve(Path connection) throws IOException, GeneralSecurityException {
    JupyterSocket.JUPYTER_LOGGER.setLevel(Level.WARNING);
    JupyterConnection jupyter =
        new JupyterConnection(KernelConnectionProperties.parse(Files.readString(connection)));
    new MedleyKernel().becomeHandlerForConnection(jupyter);
    jupyter.connect();
    jupyter.waitUntilClose();
  }

  /** What is shown of the value of {@code cell}; null where there is none. */
  @Override
  public DisplayData eval(String cell) {
    evaluating = Thread.currentThread();
    try {
      return cells.evaluate(cell).map(Display::of).orElse(null);
    } finally {
      evaluating = null;
    }
  }

  /** The sentence of the failure, and nothing else. */
  @Override
  public List<String> formatError(Exception failure) {
    return failure instanceof CellFailure
        ? failure.getMessage().lines().toList()
        : FailureWords.of(failure).lines().toList();
  }

  @Override
  public LanguageInfo getLanguageInfo() {
    return new LanguageInfo.Builder("Java")
        .version(System.getProperty("java.version"))
        .mimetype("text/x-java-source")
        .fileExtension(".java")
        .pygments("java")
        .codemirror("text/x-java")
        .build();
  }

  @Override
  public String getBanner() {
    return "Medley, Java " + System.getProperty("java.version");
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    int[] anchor = {at};
    List<String> words =
        cells.analysis().completionSuggestions(code, at, anchor).stream()
            .map(Suggestion::continuation)
            .distinct()
            .toList();
    return new ReplacementOptions(words, anchor[0], at);
  }

  /** The signatures of what stands at the cursor; null where nothing is known of it. */
  @Override
  public DisplayData inspect(String code, int at, boolean extraDetail) {
    List<String> signatures =
        cells.analysis().documentation(code, at, false).stream()
            .map(Documentation::signature)
            .toList();
    return signatures.isEmpty() ? null : new DisplayData(String.join("\n", signatures));
  }

  /** For unfinished code the protocol wants what its next line begins with. */
  @Override
  public String isComplete(String code) {
    return switch (cells.analysis().analyzeCompletion(code).completeness()) {
      case COMPLETE, COMPLETE_WITH_SEMI, EMPTY -> IS_COMPLETE_YES;
      case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> INDENT;
      case UNKNOWN -> IS_COMPLETE_BAD;
    };
  }

  /** Stops the cell that runs, and what Spark computes for it. */
  @Override
  public void interrupt() {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().sparkContext().cancelAllJobs();
    }
    Thread thread = evaluating;
    if (thread != null) {
      thread.interrupt();
    }
  }

  @Override
  public void onShutdown(boolean isRestarting) {
    cells.close();
  }
}
