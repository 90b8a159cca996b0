package org.medley.jobs.cli;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.export.MedsExport;
import org.medley.jobs.release.Query;
import org.medley.jobs.site.Configuration;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.Sources;
import org.medley.jobs.step.Subgroups;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medley export}: the events of a release as a data set for other software. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the events of the current release, or of another one, as a MEDS data set.",
      "People of MEDS sources get their own ids back. Times are written without a zone."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley export --kind meds --out /data/meds",
      "  medley export --kind meds --source icu --out /data/icu-meds"
    })
final class ExportCommand implements Callable<Integer> {
  /** The formats. */
  enum Kind {
    MEDS
  }

  @Mixin private Options options;

  @Option(names = "--kind", required = true, paramLabel = "meds", description = "The format.")
  private Kind kind;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  private String out;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Only events of this source. Default: all.")
  private String source;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Zone of the times. Default: that of the sources, or UTC if they differ.")
  private ZoneId zone;

  @Option(names = "--release", paramLabel = "ID", description = "Default: the current release.")
  private String releaseId;

  @Override
  public Integer call() {
    Site site =
        Configuration.read(
                options.conf(), options.overrides(), Sources.optionsByKind(), Subgroups.names())
            .site();
    List<SourceSettings> exported = exported(site);
    Workspace workspace = Workspace.reading(options);
    Release release =
        Workspace.release(workspace.control().ledger(), Optional.ofNullable(releaseId));
    Query query = workspace.query(release);
    Dataset<Row> events = query.rows("SELECT * FROM clinical.events");
    MedsExport export =
        new MedsExport(
            source == null ? events : events.where(events.col(Events.SOURCE).equalTo(source)),
            query.rows("SELECT * FROM clinical.subject_links"),
            medsSources(exported),
            zone == null ? commonZone(exported) : zone);
    print(export.write(out, description(site, release)));
    return ExitCode.DONE.number();
  }

  private List<SourceSettings> exported(Site site) {
    List<SourceSettings> exported =
        site.sources().stream()
            .filter(each -> source == null || each.name().equals(source))
            .toList();
    if (exported.isEmpty()) {
      throw new MedleyException(
          ExitCode.USAGE,
          "there is no source '" + source + "'",
          "site.yaml names "
              + site.sources().stream()
                  .map(SourceSettings::name)
                  .collect(Collectors.joining(", ")));
    }
    return exported;
  }

  private Set<String> medsSources(List<SourceSettings> exported) {
    return exported.stream()
        .filter(each -> each.kind().equalsIgnoreCase(kind.name()))
        .map(SourceSettings::name)
        .collect(Collectors.toSet());
  }

  private static ZoneId commonZone(List<SourceSettings> exported) {
    List<ZoneId> zones = exported.stream().map(SourceSettings::zone).distinct().toList();
    return zones.size() == 1 ? zones.get(0) : ZoneOffset.UTC;
  }

  private static Map<String, String> description(Site site, Release release) {
    Map<String, String> description = new LinkedHashMap<>();
    description.put("dataset_name", site.name());
    description.put("dataset_version", release.releaseId());
    description.put("etl_name", "medley");
    description.put("etl_version", Version.number());
    description.put("created_at", release.asOf() + "T00:00:00Z");
    return description;
  }

  private void print(MedsExport.Written written) {
    Streams.print(
        options,
        Rows.all(
            List.of(
                new Column("out", "string"),
                new Column("subjects", "bigint"),
                new Column("events", "bigint"),
                new Column("codes", "bigint"),
                new Column("shards", "bigint")),
            List.of(
                List.<Object>of(
                    out,
                    written.subjects(),
                    written.events(),
                    written.codes(),
                    written.shards()))));
  }
}
