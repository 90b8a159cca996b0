package org.medley.jobs.cli;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.contract.Files;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.Sources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medley ingest}: extracts of one's own into a lake, without a site. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Reads an extract into a lake of its own by the code of the night: subjects, events and a",
      "release that 'medley sql' queries. Calling it again adds what is new; a file counts once,"
          + " by",
      "its content. Several extracts may go into one lake, of different kinds too."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley ingest --kind fhir --path export --lake mylake",
      "  medley ingest --kind omop --path cdm --zone Europe/Berlin --lake mylake --output json",
      "  medley ingest --kind csv --path registry --mapping registry.yaml --lake mylake"
    })
final class IngestCommand implements Callable<Integer> {
  private static final List<String> COUNTS =
      List.of(
          Files.LINES,
          Files.ACCEPTED,
          Files.DUPLICATE,
          Files.SUPERSEDED,
          Files.QUARANTINED,
          Files.BLANK);

  @Mixin private Options options;

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      description = "Format of the extract: fhir, omop, meds, vcf or csv.")
  private String kind;

  @Option(
      names = "--path",
      required = true,
      paramLabel = "PATH",
      description = "File or folder of the extract.")
  private String path;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "What the columns of a csv (or Parquet) registry mean; see conf/mappings.")
  private Path mapping;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Name of the source in the lake. Default: the kind.")
  private String source;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "Zone of times that state none. Default: ${DEFAULT-VALUE}.")
  private String zone;

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "A setting that the kind knows, as in site.yaml. Repeatable.")
  private final Map<String, String> settings = new LinkedHashMap<>();

  @Override
  public Integer call() {
    SourceSettings own = source();
    Workspace workspace = Workspace.writing(options);
    LakeOfSources lake = LakeOfSources.of(options, workspace).with(own);
    NightRun night =
        NightRun.of(
            options,
            lake.configuration(),
            NightRequest.whole("ingest", options),
            workspace,
            List.of(own),
            Set.of());
    night.run();
    Streams.print(options, accounts(lake.files(own), night.files(own.name())));
    return ExitCode.DONE.number();
  }

  private SourceSettings source() {
    Map<String, Set<String>> known = Sources.optionsByKind();
    if (!known.containsKey(kind)) {
      throw usage(
          "--kind %s is not a format".formatted(kind),
          "name one of " + String.join(", ", known.keySet().stream().sorted().toList()));
    }
    Map<String, String> given = new TreeMap<>(settings);
    if (mapping != null) {
      given.put("mapping", mapping.toString());
    }
    given.replaceAll(
        (option, value) -> SourceSettings.FILES.contains(option) ? absolute(value) : value);
    for (String option : given.keySet()) {
      if (!known.get(kind).contains(option)) {
        throw usage(
            "the kind %s does not know '%s'".formatted(kind, option),
            "it knows " + String.join(", ", known.get(kind).stream().sorted().toList()));
      }
    }
    return new SourceSettings(source == null ? kind : source, kind, absolute(path), zone(), given);
  }

  private static String absolute(String path) {
    return path.contains("://") ? path : Path.of(path).toAbsolutePath().normalize().toString();
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw usage("--zone %s is not a zone".formatted(zone), "write Europe/Zurich or UTC");
    }
  }

  private static MedleyException usage(String what, String remedy) {
    return new MedleyException(ExitCode.USAGE, what, remedy);
  }

  /**
   * One row per file of this call. Of a file whose content was read before, under whatever name,
   * every line that is not blank is a duplicate.
   */
  private static Rows accounts(List<Row> landed, List<SourceFile> files) {
    Map<String, Row> byName = new LinkedHashMap<>();
    Map<String, Row> byDigest = new LinkedHashMap<>();
    for (Row row : landed) {
      byName.put(row.getAs(Files.FILE), row);
      byDigest.put(row.getAs(Files.DIGEST), row);
    }
    List<List<Object>> rows = new ArrayList<>();
    for (SourceFile file : files) {
      Row own = byName.get(file.name());
      boolean isOwn = own != null && own.getAs(Files.DIGEST).equals(file.digest());
      Row known = isOwn ? own : byDigest.get(file.digest());
      List<Object> row = new ArrayList<>(List.of(file.name()));
      COUNTS.forEach(count -> row.add(isOwn ? known.getAs(count) : repeated(known, count)));
      rows.add(row);
    }
    List<Column> columns = new ArrayList<>(List.of(new Column(Files.FILE, "string")));
    COUNTS.forEach(count -> columns.add(new Column(count, "bigint")));
    return Rows.all(columns, rows);
  }

  private static long repeated(Row known, String count) {
    long lines = known == null ? 0 : known.<Long>getAs(Files.LINES);
    long blank = known == null ? 0 : known.<Long>getAs(Files.BLANK);
    return switch (count) {
      case Files.LINES -> lines;
      case Files.BLANK -> blank;
      case Files.DUPLICATE -> lines - blank;
      default -> 0;
    };
  }
}
