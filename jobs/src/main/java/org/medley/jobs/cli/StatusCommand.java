package org.medley.jobs.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.attempt.Attempt;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.LeaseState;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.RunState;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.text.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medley status}: how the lake stands, on one screen. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Says how a lake stands: the current release and its age, the last night and its exit code,",
      "what runs now, and what to do next. Reads the ledger without Spark."
    },
    footerHeading = "%nExit codes:%n",
    footer = "  0 always when the lake can be read; 66 there is no lake.")
final class StatusCommand implements Callable<Integer> {
  private static final int TITLE = 12;
  private static final String INDENT = System.lineSeparator() + " ".repeat(TITLE);

  @Mixin private Options options;

  @Override
  public Integer call() {
    Recorded recorded = Recorded.of(options);
    Map<String, Object> status = status(recorded);
    if (options.json()) {
      Streams.answer().println(Json.write(status));
    } else {
      status.remove("schema_version");
      status.put("next", next(status.get("next")));
      status.forEach((name, value) -> tell(name, value));
    }
    return ExitCode.DONE.number();
  }

  private static Map<String, Object> status(Recorded recorded) {
    Instant now = recorded.clock().instant();
    LastNight last = LastNight.of(recorded);
    Ledger ledger = last.attempt().isPresent() ? recorded.ledgerOrNone() : recorded.ledger();
    NextStep next = NextStep.after(last, ledger.current());
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("schema_version", 1);
    status.put("lake", recorded.lake());
    status.put("release", ledger.current().map(now(ledger, now)).orElse(null));
    status.put("last_night", last(ledger, last));
    status.put("running", running(ledger, now));
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("command", next.command());
    step.put("why", next.why());
    status.put("next", step);
    return status;
  }

  private static java.util.function.Function<Release, Map<String, Object>> now(
      Ledger ledger, Instant now) {
    return release -> {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("id", release.releaseId());
      told.put("as_of_date", release.asOf());
      Optional<Instant> made = ledger.made(release.releaseId()).map(Entry::recorded);
      told.put("made", made.map(Instant::toString).orElse(""));
      told.put("age", made.map(time -> Numbers.duration(Duration.between(time, now))).orElse(""));
      told.put("refused", release.refused());
      return told;
    };
  }

  private static Map<String, Object> last(Ledger ledger, LastNight last) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("run", last.runId().orElse(last.attempt().map(Attempt::id).orElse("")));
    told.put("as_of_date", last.date().map(Object::toString).orElse(""));
    told.put("words", last.words());
    told.put("exit_code", last.isRunning() || last.isNone() ? null : last.exitCode().number());
    told.put("recorded", last.recorded().map(Instant::toString).orElse(""));
    told.put("why", last.why(ledger));
    return told;
  }

  private static Map<String, Object> running(Ledger ledger, Instant now) {
    return ledger
        .lease(now)
        .filter(lease -> lease.kind() == LeaseState.Kind.HELD)
        .map(
            lease -> {
              Map<String, Object> told = new LinkedHashMap<>();
              told.put("run", lease.runId());
              told.put("process", lease.owner());
              Optional<RunProgress> progress =
                  RunProgress.of(ledger, lease.runId())
                      .filter(
                          found ->
                              RunState.of(ledger, lease.runId(), now)
                                  .filter(run -> run.phase() == RunState.Phase.RUNNING)
                                  .isPresent());
              progress.ifPresent(
                  found -> {
                    told.put("since", found.begun().toString());
                    told.put("steps_ended", found.ended().size());
                    told.put("steps", found.steps());
                    told.put(
                        "last_step",
                        found.ended().isEmpty() ? "" : found.ended().get(found.ended().size() - 1));
                  });
              return told;
            })
        .orElse(null);
  }

  private static String next(Object step) {
    Map<?, ?> parts = (Map<?, ?>) step;
    String command = String.valueOf(parts.get("command"));
    return parts.get("why") + (command.isEmpty() ? "" : INDENT + command);
  }

  private static void tell(String name, Object value) {
    String title =
        name.replace('_', ' ').toUpperCase(Locale.ROOT).substring(0, 1)
            + name.replace('_', ' ').substring(1);
    Streams.answer().printf("%-12s%s%n", title, words(value));
  }

  private static String words(Object value) {
    if (value == null) {
      return "none";
    }
    if (!(value instanceof Map<?, ?> parts)) {
      return value.toString();
    }
    StringBuilder words = new StringBuilder();
    parts.forEach(
        (key, part) -> {
          String text =
              part instanceof java.util.List<?> list
                  ? String.join(", ", list.stream().map(Object::toString).toList())
                  : String.valueOf(part);
          if (part != null && !text.isEmpty()) {
            words
                .append(words.isEmpty() ? "" : INDENT)
                .append(key.toString().replace('_', ' '))
                .append(": ")
                .append(text);
          }
        });
    return words.toString();
  }
}
