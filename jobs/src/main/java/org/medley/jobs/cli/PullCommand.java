package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.Landed;
import org.medley.jobs.site.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code medley pull}: the first part of the night alone. */
@Command(
    name = "pull",
    mixinStandardHelpOptions = true,
    description = {
      "Pulls the sources that have a block 'pull' in site.yaml into the lake's landing folder, and",
      "nothing more. A pull that was killed goes on where it stopped."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  medley pull", "  medley pull ehr --output json"})
final class PullCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Parameters(
      paramLabel = "SOURCE",
      arity = "0..*",
      description = "Names of sources. Default: all that are pulled.")
  private final List<String> sources = new ArrayList<>();

  @Override
  public Integer call() {
    Configuration configuration = Pulls.configuration(options);
    List<String> known = List.copyOf(configuration.pulls().keySet());
    for (String source : sources) {
      if (!known.contains(source)) {
        throw new MedleyException(
            ExitCode.USAGE,
            "'" + source + "' is no source that is pulled",
            known.isEmpty()
                ? "give a source of site.yaml a block 'pull'"
                : "name one of " + String.join(", ", known));
      }
    }
    Map<String, List<Landed>> landed =
        new Pulls(options, configuration, Workspace.writing(options))
            .run(sources.isEmpty() ? known : sources.stream().distinct().toList());
    Streams.print(options, rows(landed));
    return ExitCode.DONE.number();
  }

  private static Rows rows(Map<String, List<Landed>> landed) {
    List<List<Object>> rows = new ArrayList<>();
    landed.forEach(
        (source, all) ->
            all.forEach(
                one ->
                    rows.add(
                        List.of(
                            source,
                            one.name(),
                            one.what(),
                            one.files(),
                            one.bytes(),
                            one.issues()))));
    return Rows.all(
        List.of(
            new Column("source", "string"),
            new Column("landed", "string"),
            new Column("what", "string"),
            new Column("files", "bigint"),
            new Column("bytes", "bigint"),
            new Column("issues", "string")),
        rows);
  }
}
