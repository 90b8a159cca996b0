package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.medley.features.contract.TableContract;
import org.medley.jobs.compare.ReleaseDifferences;
import org.medley.jobs.compare.Sameness;
import org.medley.jobs.compare.TableDifference;
import org.medley.jobs.compare.TaskAtRelease;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.release.Contracts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medley releases diff}: what changed between two releases. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Compares two releases: of every table the rows that were added, removed or changed, by key,",
      "with the columns that differ; of every task its model and its gates. Counts only."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley releases diff                                  the current one and the one before",
      "  medley releases diff --ignore as_of_date --table published.risk",
      "  medley releases diff 2024-05-30-1f0c2b9a 2024-05-31-77aa01c3 --output json"
    })
final class ReleasesDiffCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Parameters(
      arity = "0..1",
      index = "0",
      paramLabel = "A",
      description = "The older release. Default: the one that stood before B.")
  private String older;

  @Parameters(
      arity = "0..1",
      index = "1",
      paramLabel = "B",
      description = "The newer release. Default: the current one.")
  private String newer;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      defaultValue = "1e-9",
      description = "Relative difference of numbers that counts as none. Default: 1e-9.")
  private double tolerance;

  @Option(
      names = "--table",
      split = ",",
      paramLabel = "NAME",
      description = "Only these tables. Repeatable. Default: all.")
  private final List<String> tables = new ArrayList<>();

  @Option(
      names = "--ignore",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns that are not compared, such as as_of_date. Repeatable.")
  private final List<String> ignored = new ArrayList<>();

  @Override
  public Integer call() {
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw usage(
          "--tolerance " + tolerance + " is no tolerance", "use a number from 0 to below 1");
    }
    List<TableContract> compared = tables();
    Workspace workspace = Workspace.reading(options);
    Ledger ledger = workspace.control().ledger();
    Release after = Workspace.release(ledger, Optional.ofNullable(newer));
    Release before = Workspace.release(ledger, Optional.of(older == null ? before(after) : older));
    ReleaseDifferences differences =
        new ReleaseDifferences(workspace.lake(), new Sameness(tolerance), Set.copyOf(ignored));
    List<TableDifference> found =
        compared.stream().map(table -> differences.of(table, before, after)).toList();
    new ReleasesDiffAnswer(
            before, after, found, TaskAtRelease.of(ledger, before), TaskAtRelease.of(ledger, after))
        .tell(options, tolerance, ignored);
    return ExitCode.DONE.number();
  }

  private static String before(Release after) {
    if (after.previous().isEmpty()) {
      throw usage(
          "no release stood before " + after.releaseId(),
          "name two releases; 'medley releases list' shows those that stand");
    }
    return after.previous();
  }

  private List<TableContract> tables() {
    List<String> known = Contracts.RELEASED.stream().map(TableContract::name).toList();
    for (String table : tables) {
      if (!known.contains(table)) {
        throw usage(
            "--table " + table + " is in no release",
            "the tables are " + known.stream().sorted().collect(Collectors.joining(", ")));
      }
    }
    return Contracts.RELEASED.stream()
        .filter(table -> tables.isEmpty() || tables.contains(table.name()))
        .toList();
  }

  private static MedleyException usage(String what, String remedy) {
    return new MedleyException(ExitCode.USAGE, what, remedy);
  }
}
