package org.medley.jobs.notice;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program that gets JSON on standard input; 0 means that it took the notice. */
final class CommandDelivery implements Delivery {
  private static final long PATIENCE_SECONDS = 5;

  private final List<String> command;

  CommandDelivery(List<String> command) {
    this.command = List.copyOf(command);
  }

  @Override
  public Result send(Notice notice) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      feed(process, notice);
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0
          ? Result.TAKEN
          : Result.DOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** A notice fits into the buffer of a pipe; a program that does not read it is no failure. */
  private static void feed(Process process, Notice notice) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(notice.body().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended without reading: its exit code tells whether it took the notice.
    }
  }
}
