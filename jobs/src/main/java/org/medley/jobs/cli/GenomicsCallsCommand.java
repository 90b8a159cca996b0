package org.medley.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.pharmacogene.Pharmacogenes;
import org.medley.jobs.pharmacogene.call.GeneCall;
import org.medley.jobs.pharmacogene.call.SampleGenes;
import org.medley.jobs.pharmacogene.match.MatchSettings;
import org.medley.jobs.pharmacogene.vcf.CallsReader;
import org.medley.jobs.pharmacogene.vcf.SampleCalls;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medley genomics calls}: pharmacogenes of VCF files. */
@Command(
    name = "calls",
    mixinStandardHelpOptions = true,
    description = {
      "Calls pharmacogenes of VCF files on GRCh38 as PharmCAT does, each file on its own.",
      "A position that a file does not hold is not called, and never counts as reference.",
      "--output json: [{file, sample, gene, diplotypes[], phenotypes[], activity_score, called,"
          + " reason, definition_version, notes[]}]."
    },
    footerHeading = "%nExample:%n",
    footer = "  medley genomics calls --vcf sample.vcf.gz --outside cyp2d6.tsv")
final class GenomicsCallsCommand implements Callable<Integer>, WithoutLake {
  private static final String FOLDER = "pharmacogenes";

  private static final List<Column> COLUMNS =
      List.of(
          new Column("file", "string"),
          new Column("sample", "string"),
          new Column("gene", "string"),
          new Column("diplotypes", "string"),
          new Column("phenotypes", "string"),
          new Column("activity_score", "string"),
          new Column("called", "boolean"),
          new Column("reason", "string"));

  @Mixin private Options options;

  @Option(
      names = "--vcf",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "VCF files, plain, gzip or BGZF, of one or more samples.")
  private List<Path> files;

  @Option(
      names = "--outside",
      paramLabel = "FILE",
      description = {
        "What other tools called (CYP2D6, HLA-A, HLA-B, MT-RNR1 or any gene): a table of gene,",
        "diplotype, phenotype and activity score, parted by tabs. Where the files hold several",
        "samples its first line is 'sample' and these names, and lines begin with the sample."
      })
  private List<Path> outside = new ArrayList<>();

  @Option(
      names = "--definitions",
      paramLabel = "DIR",
      description = {
        "A release of definitions, phenotypes and guidelines to put over the one in the folder",
        "pharmacogenes of the configuration."
      })
  private Path definitions;

  @Option(names = "--all-matches", description = "For research: also diplotypes of lower score.")
  private boolean allMatches;

  @Option(
      names = "--combinations",
      description = "For research: combinations of alleles where no diplotype explains a sample.")
  private boolean combinations;

  @Option(
      names = "--cyp2d6",
      description = "For research: call CYP2D6, though structural variants are not seen.")
  private boolean cyp2d6;

  @Override
  public Integer call() {
    List<Path> folders = new ArrayList<>(List.of(options.conf().resolve(FOLDER)));
    if (definitions != null) {
      folders.add(definitions);
    }
    Pharmacogenes knowledge = Pharmacogenes.read(folders);
    CallsReader reader = new CallsReader(knowledge.definitions().values());
    Map<Path, SampleCalls> read = new LinkedHashMap<>();
    files.forEach(file -> read.computeIfAbsent(file, reader::read));
    OutsideOfSamples others = OutsideOfSamples.read(outside, read.values());
    PrintStream progress = Streams.progress(options).out();
    read.values().forEach(calls -> calls.warnings().forEach(progress::println));
    others.warnings().forEach(progress::println);
    MatchSettings settings = new MatchSettings(allMatches, combinations, cyp2d6);
    SampleGenes genes = new SampleGenes(knowledge.caller(settings));
    List<Map<String, Object>> answer = new ArrayList<>();
    read.forEach((file, calls) -> answer.addAll(answer(file, calls, others, genes)));
    print(answer);
    return ExitCode.DONE.number();
  }

  private static List<Map<String, Object>> answer(
      Path file, SampleCalls calls, OutsideOfSamples others, SampleGenes genes) {
    List<Map<String, Object>> answer = new ArrayList<>();
    for (int i = 0; i < calls.samples().size(); i++) {
      int number = i;
      String sample = calls.samples().get(i);
      genes
          .of(gene -> calls.vectors().get(gene).get(number), others.of(sample))
          .values()
          .forEach(call -> answer.add(answer(file, sample, call)));
    }
    return answer;
  }

  private static Map<String, Object> answer(Path file, String sample, GeneCall call) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("file", file.toString());
    answer.put("sample", sample);
    answer.put("gene", call.gene());
    answer.put("diplotypes", call.diplotypes());
    answer.put("phenotypes", call.phenotypes());
    answer.put("activity_score", call.activityScore());
    answer.put("called", call.called());
    answer.put("reason", call.reason());
    answer.put("definition_version", call.version());
    answer.put("notes", call.notes());
    return answer;
  }

  private void print(List<Map<String, Object>> answer) {
    if (options.json()) {
      Streams.answer().println(Json.write(answer));
    } else {
      Streams.print(options, Rows.all(COLUMNS, answer.stream().map(this::row).toList()));
    }
  }

  private List<Object> row(Map<String, Object> answer) {
    List<Object> row = new ArrayList<>();
    for (Column column : COLUMNS) {
      Object value = answer.get(column.name());
      row.add(value instanceof List<?> several ? joined(several) : value);
    }
    return row;
  }

  private static String joined(List<?> several) {
    return String.join("; ", several.stream().map(String::valueOf).toList());
  }
}
