package org.medley.jobs.cli;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.medley.jobs.release.TableNames;

/**
 * The lines that are typed at the SQL shell, with history and completion by the tabulator, or those
 * of a file or pipe. The history is a file that only its owner can read, since a statement may name
 * a person.
 */
final class StatementLines implements Closeable {
  private static final String HISTORY = ".medley_sql_history";
  private static final List<String> WORDS =
      List.of(
          ".tables",
          ".schema",
          ".quit",
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP BY",
          "ORDER BY",
          "LIMIT",
          "JOIN",
          "WITH",
          "count(*)",
          "DISTINCT",
          "AND",
          "OR",
          "NOT",
          "IS NULL",
          "DESC");

  private final Optional<Terminal> terminal;
  private final Source source;

  private StatementLines(Optional<Terminal> terminal, Source source) {
    this.terminal = terminal;
    this.source = source;
  }

  /** Where lines come from. */
  @FunctionalInterface
  private interface Source {
    /** The next line; empty at the end. */
    Optional<String> next(String prompt) throws IOException;
  }

  /** The lines of standard input; {@code tables} and their columns are completed. */
  static StatementLines open(TableNames tables) throws IOException {
    if (!Streams.prompting()) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      return new StatementLines(Optional.empty(), prompt -> Optional.ofNullable(in.readLine()));
    }
    Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build();
    LineReader reader =
        LineReaderBuilder.builder()
            .appName("medley")
            .terminal(terminal)
            .completer(completer(tables))
            .variable(LineReader.HISTORY_FILE, history())
            .build();
    return new StatementLines(Optional.of(terminal), prompt -> typed(reader, prompt));
  }

  /** The next line; empty at the end. */
  Optional<String> next(boolean first) throws IOException {
    return source.next(first ? "medley> " : "     -> ");
  }

  /** Control-C empties the line, control-D ends the shell. */
  private static Optional<String> typed(LineReader reader, String prompt) {
    try {
      return Optional.of(reader.readLine(prompt));
    } catch (UserInterruptException e) {
      return Optional.of("");
    } catch (EndOfFileException e) {
      return Optional.empty();
    }
  }

  private static Completer completer(TableNames tables) {
    Stream<String> columns =
        tables.names().stream()
            .flatMap(name -> tables.contract(name).stream())
            .flatMap(table -> Arrays.stream(table.schema().fieldNames()));
    return new StringsCompleter(
        Stream.of(WORDS.stream(), tables.names().stream(), columns)
            .flatMap(words -> words)
            .distinct()
            .toList());
  }

  private static Path history() throws IOException {
    Path file = Path.of(System.getProperty("user.home")).resolve(HISTORY);
    if (!Files.exists(file) && Files.isWritable(file.getParent())) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    if (terminal.isPresent()) {
      terminal.get().close();
    }
  }
}
