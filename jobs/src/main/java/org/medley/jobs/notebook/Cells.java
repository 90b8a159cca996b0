package org.medley.jobs.notebook;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.apache.logging.log4j.LogManager;

/** The cells of one notebook: what one declares, later ones see. */
final class Cells implements AutoCloseable {
  private static final Pattern COMMENTS = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

  /** What stands before a statement; the shell counts lines from behind it. */
  private static final Pattern BEFORE = Pattern.compile("(?s)(?:\\s|//[^\\n]*\\n|/\\*.*?\\*/)*+");

  /** What javac adds for its own readers: where a name of the shell's making was looked for. */
  private static final Pattern NOISE = Pattern.compile("(?m)^\\s*location:.*$|^\\s*\\n");

  /** What has a value to be shown: an expression whatever its form, but no assignment. */
  private static final Set<Snippet.SubKind> SHOWN =
      Set.of(
          Snippet.SubKind.VAR_VALUE_SUBKIND,
          Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND,
          Snippet.SubKind.OTHER_EXPRESSION_SUBKIND);

  private final Values values = new Values();
  private final JShell shell;

  /** An empty notebook that sees the class path of this process and {@code imports}. */
  Cells(List<String> imports) {
    shell =
        JShell.builder()
            .executionEngine(values.provider(), java.util.Map.of())
            .compilerOptions("-classpath", System.getProperty("java.class.path"), "-proc:none")
            .build();
    imports.forEach(each -> evaluate("import " + each + ";"));
  }

  /**
   * Runs {@code cell}, and returns the value of its last expression unless a semicolon ends it;
   * empty where there is none.
   *
   * @throws CellFailure if a part of it cannot be compiled or throws; the parts before it have run
   */
  Optional<Object> evaluate(String cell) {
    String rest = cell;
    Optional<Object> shown = Optional.empty();
    while (!COMMENTS.matcher(rest).replaceAll("").isBlank()) {
      Matcher before = BEFORE.matcher(rest);
      rest = before.lookingAt() ? rest.substring(before.end()) : rest;
      int line = 1 + breaks(cell.substring(0, cell.length() - rest.length()));
      CompletionInfo found = analysis().analyzeCompletion(rest);
      if (found.completeness() == Completeness.DEFINITELY_INCOMPLETE) {
        throw CellFailure.at(line, "the cell ends in the middle of what begins here", null);
      }
      boolean partly = found.completeness().isComplete() && found.source() != null;
      String remaining = partly ? found.remaining() : "";
      String text = rest.substring(0, rest.length() - remaining.length());
      Optional<Object> value = run(partly ? found.source() : rest, line);
      shown = text.stripTrailing().endsWith(";") ? Optional.empty() : value;
      rest = remaining;
    }
    return shown;
  }

  /** What the shell knows of unfinished code. */
  SourceCodeAnalysis analysis() {
    return shell.sourceCodeAnalysis();
  }

  private Optional<Object> run(String source, int line) {
    Optional<Object> value = Optional.empty();
    for (SnippetEvent event : shell.eval(source)) {
      Snippet snippet = event.snippet();
      switch (event.status()) {
        case REJECTED, RECOVERABLE_NOT_DEFINED -> throw refused(snippet, line);
        default -> {}
      }
      if (event.exception() != null) {
        throw thrown(event, line);
      }
      if (event.causeSnippet() == null && SHOWN.contains(snippet.subKind())) {
        value = Optional.ofNullable(values.value());
      }
    }
    return value;
  }

  private CellFailure refused(Snippet snippet, int first) {
    Optional<Diag> error = shell.diagnostics(snippet).filter(Diag::isError).findFirst();
    if (error.isEmpty()) {
      String missing =
          shell
              .unresolvedDependencies((jdk.jshell.DeclarationSnippet) snippet)
              .collect(Collectors.joining(", "));
      return CellFailure.at(first, "what this needs was not declared: " + missing, null);
    }
    int at = (int) Math.min(Math.max(0, error.get().getPosition()), snippet.source().length());
    String message =
        NOISE.matcher(error.get().getMessage(java.util.Locale.ROOT)).replaceAll("").strip();
    return CellFailure.at(
        first + breaks(snippet.source().substring(0, at)),
        message.replaceAll("\\s*\\n\\s*symbol:\\s*", ": ").replaceAll("\\s*\\n\\s*", ", "),
        null);
  }

  private CellFailure thrown(SnippetEvent event, int first) {
    JShellException exception = event.exception();
    Throwable cause =
        exception instanceof EvalException && values.failure() != null
            ? values.failure()
            : exception;
    LogManager.getLogger(Cells.class).error("a cell failed", cause);
    String place = "#" + event.snippet().id();
    int line =
        java.util.Arrays.stream(exception.getStackTrace())
            .filter(frame -> place.equals(frame.getFileName()))
            .map(frame -> first + frame.getLineNumber() - 1)
            .findFirst()
            .orElse(first);
    return CellFailure.at(line, FailureWords.of(cause), cause);
  }

  private static int breaks(String text) {
    return (int) text.chars().filter(each -> each == '\n').count();
  }

  @Override
  public void close() {
    shell.close();
  }
}
