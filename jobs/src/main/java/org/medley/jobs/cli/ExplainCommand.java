package org.medley.jobs.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.attempt.Attempt;
import org.medley.jobs.audit.Gate;
import org.medley.jobs.compare.TaskAtRelease;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.RunState;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code medley explain}: why a night or a release is not what consumers see. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Says in words how a run or a release ended, why it was not published, and what to do next.",
      "Reads the ledger without Spark."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley explain                           the last night",
      "  medley explain 2024-05-31-1f0c2b9a       a run, a release, or an attempt"
    })
final class ExplainCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "A run, a release or an attempt. Default: the last night.")
  private String id;

  @Override
  public Integer call() {
    Recorded recorded = Recorded.of(options);
    Ledger ledger = recorded.ledgerOrNone();
    List<Attempt> attempts = recorded.attempts();
    Instant now = recorded.clock().instant();
    Explanation explanation = new Explanation(ledger, now);
    LastNight last = LastNight.of(ledger, attempts, now);
    String asked = id == null ? last.id() : id;
    List<String> sentences = new ArrayList<>();
    RunState.of(ledger, asked, now).ifPresent(run -> sentences.addAll(explanation.of(run)));
    ledger.release(asked).ifPresent(release -> sentences.addAll(explanation.of(release)));
    attempts.stream()
        .filter(attempt -> attempt.id().equals(asked))
        .forEach(attempt -> sentences.addAll(explanation.of(attempt)));
    if (sentences.isEmpty()) {
      throw new MedleyException(
          id == null ? ExitCode.INPUT_MISSING : ExitCode.USAGE,
          id == null
              ? "no night was ever tried in the lake " + recorded.lake()
              : "nothing recorded is called '" + id + "'",
          "'medley status', 'medley runs list' and 'medley releases list' name what there is");
    }
    NextStep next = NextStep.after(last, ledger.current());
    tell(asked, sentences, next);
    return ExitCode.DONE.number();
  }

  private void tell(String asked, List<String> sentences, NextStep next) {
    if (options.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("schema_version", 1);
      document.put("id", asked);
      document.put("sentences", sentences);
      document.put("next", Map.of("command", next.command(), "why", next.why()));
      Streams.answer().println(Json.write(document));
      return;
    }
    sentences.forEach(sentence -> Streams.answer().println(sentence));
    Streams.answer().println("Next: " + next.why());
    if (!next.command().isEmpty()) {
      Streams.answer().println("  " + next.command());
    }
  }

  /**
   * What the ledger tells of runs and releases, in sentences.
   *
   * @param ledger everything recorded
   * @param now the present
   */
  record Explanation(Ledger ledger, Instant now) {

    List<String> of(RunState run) {
      List<String> sentences = new ArrayList<>();
      Optional<RunProgress> progress = RunProgress.of(ledger, run.runId());
      String night = run.asOf().map(date -> " (night of " + date + ")").orElse("");
      sentences.add("Run " + run.runId() + night + " " + ending(run, progress));
      progress
          .map(RunProgress::details)
          .filter(details -> details.why() != null)
          .ifPresent(
              details -> {
                sentences.add("Why: " + details.why() + ".");
                sentences.add("Remedy: " + details.remedy() + ".");
              });
      Optional<Release> made = madeBy(run.runId());
      made.ifPresentOrElse(
          release -> sentences.addAll(of(release)),
          () -> sentences.add("It released nothing; " + standing()));
      return sentences;
    }

    private String ending(RunState run, Optional<RunProgress> progress) {
      String steps =
          progress
              .map(found -> " %d of %d steps ended.".formatted(found.ended().size(), found.steps()))
              .orElse("");
      return switch (run.phase()) {
            case RUNNING -> "is running.";
            case LOST -> "was killed: it began, recorded no end, and holds the lease no more.";
            case FAILED ->
                "%s: %d, %s."
                    .formatted(run.words(), run.exitCode().number(), run.exitCode().meaning());
            case DONE -> "came to its end.";
          }
          + steps;
    }

    private Optional<Release> madeBy(String runId) {
      return ledger.of(Entry.Kind.RELEASE).stream()
          .filter(entry -> entry.runId().equals(runId))
          .reduce((first, second) -> second)
          .map(entry -> Json.read(entry.details(), Release.class));
    }

    private String standing() {
      return ledger
          .current()
          .map(now -> "consumers see release " + now.releaseId() + " of " + now.asOf() + ".")
          .orElse("nothing was ever released in this lake.");
    }

    List<String> of(Release release) {
      List<String> sentences = new ArrayList<>();
      sentences.add("Release " + release.releaseId() + " " + place(release));
      for (TaskAtRelease task : TaskAtRelease.of(ledger, release)) {
        if (task.refused()) {
          sentences.add("Task " + task.task() + " was refused; its older rows stand. Because:");
          task.gates().stream()
              .filter(gate -> !gate.passed())
              .map(Gate::detail)
              .forEach(detail -> sentences.add("  - " + detail));
        } else {
          sentences.add("Task " + task.task() + " passed every gate.");
        }
      }
      return sentences;
    }

    private String place(Release release) {
      String id = release.releaseId();
      if (ledger.withdrawn(id).isPresent()) {
        return "was " + ledger.withdrawn(id).get() + "; " + standing();
      }
      List<String> chain = ledger.released().stream().map(Release::releaseId).toList();
      if (chain.indexOf(id) == 0) {
        return "of %s is what consumers see.".formatted(release.asOf());
      }
      if (chain.contains(id)) {
        return "of %s was published; a newer one took its place: %s"
            .formatted(release.asOf(), standing());
      }
      if (ledger.beside().stream().anyMatch(beside -> beside.releaseId().equals(id))) {
        return "of %s was made by a backfill and stands beside the current one; %s"
            .formatted(release.asOf(), standing());
      }
      return "was prepared but never made visible: its run ended before, or was fenced; "
          + standing();
    }

    List<String> of(Attempt attempt) {
      List<String> sentences = new ArrayList<>();
      String night = attempt.date().map(date -> "The night of " + date).orElse("A night");
      sentences.add(
          switch (attempt.phase()) {
            case RUNNING -> night + " is at work in process " + attempt.owner() + ".";
            case LOST -> night + " was killed; process " + attempt.owner() + " is gone.";
            case ENDED ->
                "%s ended with %d (%s)%s: %s."
                    .formatted(
                        night,
                        attempt.code().number(),
                        attempt.code().meaning(),
                        attempt.heldLease() ? "" : " without holding the lease",
                        attempt.result());
          });
      if (!attempt.why().isEmpty()) {
        sentences.add("Why: " + attempt.why() + ".");
      }
      if (!attempt.remedy().isEmpty()) {
        sentences.add("Remedy: " + attempt.remedy() + ".");
      }
      sentences.add("Consumers: " + standing());
      return sentences;
    }
  }
}
