package org.medley.jobs.cli.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.medley.jobs.cli.console.Terminal.Paint;
import org.medley.jobs.text.DisplayWidth;
import org.medley.jobs.text.Numbers;
import org.medley.jobs.text.Visible;

/**
 * The steps of a night as they end, one line each; on a screen also a last line that is rewritten
 * in place with what runs now, for how long, and how long is left by the times of past nights.
 * Steps may run side by side and report from any thread.
 */
public final class Progress implements AutoCloseable {
  private static final long REFRESH_MILLIS = 500;
  private static final String REWRITE = "\r\u001b[2K";

  private final Terminal terminal;
  private final List<String> steps;
  private final Map<String, Duration> past;
  private final LongSupplier nanos;
  private final Map<String, Long> running = new LinkedHashMap<>();
  private final Map<String, String> doing = new LinkedHashMap<>();
  private final List<String> ended = new ArrayList<>();
  private Timer ticker;
  private boolean live;

  /**
   * Progress through {@code steps}.
   *
   * @param past how long steps took on past nights; steps without an entry are not estimated
   */
  public static Progress of(Terminal terminal, List<String> steps, Map<String, Duration> past) {
    Progress progress = new Progress(terminal, steps, past, System::nanoTime);
    if (terminal.interactive()) {
      progress.ticking();
    }
    return progress;
  }

  Progress(Terminal terminal, List<String> steps, Map<String, Duration> past, LongSupplier nanos) {
    this.terminal = terminal;
    this.steps = List.copyOf(steps);
    this.past = Map.copyOf(past);
    this.nanos = nanos;
  }

  private synchronized void ticking() {
    ticker = new Timer("medley-progress", true);
    ticker.schedule(
        new TimerTask() {
          @Override
          public void run() {
            refresh();
          }
        },
        REFRESH_MILLIS,
        REFRESH_MILLIS);
  }

  /** {@code step} begins now. */
  public synchronized void started(String step) {
    running.put(step, nanos.getAsLong());
    refresh();
  }

  /** What {@code step} is doing just now, shown beside its time until it says something else. */
  public synchronized void doing(String step, String what) {
    doing.put(step, what);
  }

  /** {@code step} is done; its time runs from {@link #started}. */
  public synchronized void finished(String step) {
    end(step, elapsed(step), Paint.GREEN);
  }

  /** {@code step} is done and wrote {@code rows} rows. */
  public synchronized void finished(String step, long rows) {
    end(step, elapsed(step) + "  " + Numbers.count(rows, "row", "rows"), Paint.GREEN);
  }

  /** {@code step} is done, with what came of it in words. */
  public synchronized void finished(String step, String words) {
    end(step, elapsed(step) + "  " + words, Paint.GREEN);
  }

  /** {@code step} had nothing to do, and why. */
  public synchronized void skipped(String step, String why) {
    end(step, why, Paint.FAINT);
  }

  /** {@code step} did not succeed; the reason is told elsewhere. */
  public synchronized void failed(String step) {
    end(step, elapsed(step) + "  failed", Paint.RED);
  }

  /** Rewrites the line of what runs now; nothing where lines cannot be rewritten. */
  synchronized void refresh() {
    if (terminal.interactive() && !running.isEmpty()) {
      String names =
          running.keySet().stream()
              .map(step -> Visible.line(step) + " … " + elapsed(step).strip() + doing(step))
              .collect(Collectors.joining(", "));
      String text = counted(ended.size() + 1) + " " + names + left();
      terminal.out().print(REWRITE + DisplayWidth.cut(text, terminal.width() - 1));
      terminal.out().flush();
      live = true;
    }
  }

  /** Removes the line of what runs now and stops refreshing. */
  @Override
  public synchronized void close() {
    if (ticker != null) {
      ticker.cancel();
    }
    clear();
  }

  private String doing(String step) {
    return doing.containsKey(step) ? "  " + Visible.line(doing.get(step)) : "";
  }

  private void end(String step, String outcome, Paint paint) {
    running.remove(step);
    ended.add(step);
    clear();
    int longest = steps.stream().mapToInt(DisplayWidth::of).max().orElse(0);
    String name = Visible.line(step);
    String dots = " ".repeat(Math.max(0, longest - DisplayWidth.of(name))) + " … ";
    terminal
        .out()
        .println(
            counted(ended.size())
                + " "
                + name
                + dots
                + terminal.painted(paint, Visible.line(outcome)));
    terminal.out().flush();
    refresh();
  }

  private void clear() {
    if (live) {
      terminal.out().print(REWRITE);
      terminal.out().flush();
      live = false;
    }
  }

  private String counted(int position) {
    String total = Integer.toString(steps.size());
    String at = Integer.toString(position);
    return "[" + " ".repeat(Math.max(0, total.length() - at.length())) + at + "/" + total + "]";
  }

  private String elapsed(String step) {
    Duration span =
        Duration.ofNanos(nanos.getAsLong() - running.getOrDefault(step, nanos.getAsLong()));
    return String.format("%8s", Numbers.duration(span));
  }

  private String left() {
    long now = nanos.getAsLong();
    Duration left = Duration.ZERO;
    for (String step : steps) {
      Duration usual = past.getOrDefault(step, Duration.ZERO);
      Long begun = running.get(step);
      Duration rest = begun == null ? usual : usual.minusNanos(now - begun);
      if (!ended.contains(step) && !rest.isNegative()) {
        left = left.plus(rest);
      }
    }
    return left.isZero() ? "" : "  about " + rounded(left) + " left";
  }

  private static String rounded(Duration span) {
    long seconds = Math.max(1, (span.toMillis() + 500) / 1000);
    return seconds < 60 ? seconds + " s" : (seconds + 30) / 60 + " min";
  }
}
