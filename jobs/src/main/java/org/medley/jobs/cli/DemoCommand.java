package org.medley.jobs.cli;

import java.util.concurrent.Callable;
import org.medley.jobs.control.Asked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medley demo}: a whole night on the bundled sample. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a whole night on the bundled sample into ./lake: 1,182 synthetic patients, real",
      "genotypes tied to some of them, and an outcomes extract. Then it says where to look."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  medley demo", "  medley demo --output json"})
final class DemoCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Override
  public Integer call() {
    NightRun night = NightRun.prepare(options, NightRequest.whole(Asked.NIGHT.command(), options));
    NightRun.Ended ended = night.run();
    new Outcome(options, night, ended).tell();
    return ended.exitCode();
  }
}
