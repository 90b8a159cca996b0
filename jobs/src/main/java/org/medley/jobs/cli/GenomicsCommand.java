package org.medley.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code medley genomics}: genotypes of one's own, tried without a site. */
@Command(
    name = "genomics",
    mixinStandardHelpOptions = true,
    description = "Pharmacogenes, polygenic scores and associations of VCF files of one's own.",
    subcommands = {
      GenomicsAssociateCommand.class,
      GenomicsCallsCommand.class,
      GenomicsScoreCommand.class
    })
final class GenomicsCommand implements Runnable, WithoutLake {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
