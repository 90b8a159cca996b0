package org.medley.jobs.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.medley.jobs.check.Checks;
import org.medley.jobs.check.Finding;
import org.medley.jobs.check.Host;
import org.medley.jobs.check.Setup;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.session.Sessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medley check}: what would fail tonight, and how to mend it. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at everything that a night needs: machine, disk, lake, clock, configuration, sources,",
      "ledger. Each line passes, warns or fails, with the fix. Computes nothing and starts no"
          + " Spark."
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0 nothing fails (warnings may stand), else that of the worst failure: 78 configuration,",
      "  77 permission, 69 unsupported, 65 data, 73 cannot write, 71 resource, 74 input/output,",
      "  66 input missing."
    })
final class CheckCommand implements Callable<Integer>, WithoutLake {
  @Mixin private Options options;

  @Override
  public Integer call() {
    List<Finding> findings =
        Checks.of(
            new Setup(
                Host.here(Clock.systemUTC()),
                options.conf(),
                options.overrides(),
                options.lake(),
                Sessions.hadoop(options.conf())));
    ExitCode worst = Finding.worst(findings);
    if (options.json()) {
      Streams.answer().println(Json.write(document(findings, worst)));
    } else {
      tell(findings);
    }
    return worst.number();
  }

  /** One line a finding, and its fix below: sentences are too long for the cells of a table. */
  private static void tell(List<Finding> findings) {
    var out = Streams.answer();
    for (Finding finding : findings) {
      out.printf("%-4s  %-15s  %s%n", state(finding), finding.check(), finding.finding());
      if (!finding.fix().isEmpty()) {
        out.printf("%-4s  %-15s  -> %s%n", "", "", finding.fix());
      }
    }
    out.printf(
        "%d passed, %d warned, %d failed%n",
        count(findings, Finding.State.PASS),
        count(findings, Finding.State.WARN),
        count(findings, Finding.State.FAIL));
  }

  private static Map<String, Object> document(List<Finding> findings, ExitCode worst) {
    List<Object> checks = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, Object> check = new LinkedHashMap<>();
      check.put("check", finding.check());
      check.put("state", state(finding));
      check.put("finding", finding.finding());
      check.put("fix", finding.fix());
      check.put("exit_code", finding.exitCode().number());
      checks.add(check);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema_version", 1);
    document.put("exit_code", worst.number());
    document.put("passed", count(findings, Finding.State.PASS));
    document.put("warned", count(findings, Finding.State.WARN));
    document.put("failed", count(findings, Finding.State.FAIL));
    document.put("checks", checks);
    return document;
  }

  private static String state(Finding finding) {
    return finding.state().name().toLowerCase(Locale.ROOT);
  }

  private static long count(List<Finding> findings, Finding.State state) {
    return findings.stream().filter(finding -> finding.state() == state).count();
  }
}
