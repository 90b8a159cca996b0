package org.medley.jobs.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.control.Asked;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medley retry}: goes on from the last night that did not end. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description = {
      "Goes on from the last attempt at a night if it failed or was killed: with its logical date,",
      "its --set and its selection of steps. Steps that ended are not run again, unless their"
          + " code,",
      "settings or inputs changed since; those are named first. --set adds to what was set then.",
      "A night that ended, or that a gate refused, leaves nothing to retry."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  medley retry", "  medley retry --on-existing attach --output json"})
final class RetryCommand implements Callable<Integer> {
  @Mixin private Options options;
  @Mixin private CallOptions call;

  @Override
  public Integer call() {
    Recorded recorded = Recorded.of(options);
    LastNight last = LastNight.of(recorded);
    NightTelling telling = new NightTelling(options);
    if (!last.isRetried()) {
      telling.tell(NightCall.told(ExitCode.DONE, "noop", last.words() + ": nothing to retry"));
      return ExitCode.DONE.number();
    }
    if (!last.asked().isNight()) {
      throw new MedleyException(
          ExitCode.USAGE,
          last.words() + "; it was no night but 'medley " + last.asked().command() + "'",
          "run that command again: it goes on where it stopped");
    }
    Asked asked = last.asked().with(options.settings());
    Optional<LocalDate> date = options.asOf().or(last::date);
    Options again = options.of(date.orElse(null), asked.settings());
    NightRequest request =
        NightRequest.again(asked, call.terms(asked, asked.command().equals(Asked.BACKFILL), false));
    say(last.words() + "; going on with the night" + date.map(day -> " of " + day).orElse(""));
    call.arm();
    NightCall.Answer answer =
        new NightCall(again, request, call.existing(), call.patience())
            .run(night -> differing(night, last));
    telling.tell(answer);
    return answer.exitCode();
  }

  /** Says which steps do not only go on. */
  private void differing(NightRun night, LastNight last) {
    last.runId()
        .map(run -> night.differing(run))
        .filter(steps -> !steps.isEmpty())
        .ifPresent(
            (List<String> steps) ->
                say(
                    "changed since that run, so not only gone on with: "
                        + String.join(", ", steps)));
  }

  private void say(String words) {
    Streams.progress(options).out().println(words);
  }
}
