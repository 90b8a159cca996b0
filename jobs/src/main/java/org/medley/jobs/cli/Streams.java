package org.medley.jobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.medley.jobs.cli.console.BoxTable;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.cli.console.RowsJson;
import org.medley.jobs.cli.console.Terminal;

/** Where a command's answer and its progress go. */
final class Streams {
  private Streams() {}

  /** Standard output as UTF-8, whatever the locale says. */
  static PrintStream answer() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }

  /** Standard error as UTF-8, for what a person must hear whatever {@code --quiet} says. */
  static PrintStream error() {
    return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
  }

  /** Standard error for progress; nothing with {@code --quiet}. */
  static Terminal progress(Options options) {
    if (options.quiet()) {
      return Terminal.silent();
    }
    return Terminal.of(error(), device("err"), System.getenv());
  }

  /** Standard output as a screen that a person may watch. */
  static Terminal screen() {
    return Terminal.of(answer(), device("out"), System.getenv());
  }

  /** Prints rows as the options ask. */
  static void print(Options options, Rows rows) {
    PrintStream out = answer();
    if (options.json()) {
      out.println(RowsJson.render(rows));
    } else {
      out.println(BoxTable.of(rows).within(screen().width()).render());
    }
  }

  /** Whether a person types at this process. */
  static boolean prompting() {
    return device("in") == Terminal.Device.SCREEN;
  }

  /** The launcher knows which streams lead to a screen; without it none does. */
  private static Terminal.Device device(String stream) {
    return Boolean.getBoolean("medley.screen." + stream)
        ? Terminal.Device.SCREEN
        : Terminal.Device.FILE;
  }
}
