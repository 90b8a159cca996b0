package org.medley.jobs.cli;

import java.util.concurrent.Callable;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.step.PlanStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code medley plan}: one decision, up to what would be released of it. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the steps of one decision (conf/decisions) and those they need, as the night would:"
          + " only",
      "what changed, without pulling. Then it says per outcome what the options do, what checks of",
      "the design say, and how many people are recommended what. Nothing is released: the next",
      "'medley nightly' takes the results as they are."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley plan pain-after-injury",
      "  medley plan pain-after-injury --set decisions.pain-after-injury.estimand=overlap",
      "  medley cohort pain-after-injury --explain       the target trial in words"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Parameters(paramLabel = "DECISION", description = "A file of conf/decisions without .yaml.")
  private String decision;

  @Override
  public Integer call() {
    NightRun night =
        NightRun.prepareWithoutPull(
            options, NightRequest.until("plan", options, PlanStep.name(decision)));
    DecisionSettings settings =
        night.configuration().decisions().stream()
            .filter(each -> each.name().equals(decision))
            .findFirst()
            .orElseThrow(() -> unknown(night));
    night.run();
    Streams.print(options, new PlanAnswer(settings, night).rows());
    return ExitCode.DONE.number();
  }

  private MedleyException unknown(NightRun night) {
    return new MedleyException(
        ExitCode.USAGE,
        "there is no decision '" + decision + "' in conf/decisions",
        "name one of "
            + night.configuration().decisions().stream().map(DecisionSettings::name).toList());
  }
}
