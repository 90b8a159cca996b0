package org.medley.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.association.AssociationScan;
import org.medley.jobs.association.ScanSettings;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.polygenic.score.Cohort;
import org.medley.jobs.polygenic.score.HalfCalls;
import org.medley.jobs.polygenic.score.SampleSexes;
import org.medley.jobs.session.Sessions;
import org.medley.jobs.source.SourceFile;
import org.medley.models.association.AssociationModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medley genomics associate}: variants of VCF files that go with a phenotype. */
@Command(
    name = "associate",
    mixinStandardHelpOptions = true,
    description = {
      "Regresses a phenotype on each variant of VCF files, as 'plink --linear' and 'plink"
          + " --logistic' (1.9) do: additive in the copies of the rarer allele, with covariates.",
      "Several VCF files hold the same samples, one chromosome each for instance. Every alternate"
          + " is a row; calls of another alternate of the site are missing in it. Samples without"
          + " phenotype, covariates or genotype are left out. On X men have one copy and the sex"
          + " is a covariate; on Y only men count.",
      "--output json: {model, phenotype, samples, variants, tested, lambda, results[{contig,"
          + " position, id, ref, alt, effect_allele, n, beta, se, odds_ratio, statistic, p,"
          + " reason}]}. A variant without a result says the reason. lambda is the genomic"
          + " inflation factor."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley genomics associate --vcf cohort.vcf.gz --phenotypes pheno.txt",
      "  medley genomics associate --vcf chr1.vcf.gz chr2.vcf.gz --phenotypes samples.csv"
          + " --phenotype status --covariate age PC1 PC2 --sex samples.psam --out scan.tsv"
    })
final class GenomicsAssociateCommand implements Callable<Integer>, WithoutLake {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("contig", "string"),
          new Column("position", "int"),
          new Column("id", "string"),
          new Column("ref", "string"),
          new Column("alt", "string"),
          new Column("effect_allele", "string"),
          new Column("n", "int"),
          new Column("beta", "double"),
          new Column("se", "double"),
          new Column("odds_ratio", "double"),
          new Column("statistic", "double"),
          new Column("p", "double"),
          new Column("reason", "string"));
  private static final int TOP_OF_TABLE = 20;

  @Spec private CommandSpec spec;

  @Mixin private Options options;

  @Option(
      names = "--vcf",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "VCF files, plain, gzip or BGZF.")
  private List<String> files;

  @Option(
      names = "--phenotypes",
      required = true,
      paramLabel = "FILE",
      description = {
        "Phenotypes: plink's columns FID, IID and values, with a line of names or without; or CSV",
        "with a line of names and a column IID or sample. NA and -9 are missing."
      })
  private String phenotypes;

  @Option(
      names = "--phenotype",
      paramLabel = "NAME",
      description =
          "Column of the phenotype; a number, from 1, where the file has no names. Default: the"
              + " first of plink's, the only one of a CSV.")
  private String phenotype;

  @Option(
      names = "--covariates",
      paramLabel = "FILE",
      description =
          "Covariates, in a file of the same forms. A column sex may hold M and F. Where there is"
              + " none, --covariate names columns of the phenotypes' file.")
  private String covariates;

  @Option(
      names = "--covariate",
      arity = "1..*",
      paramLabel = "NAME",
      description = "Columns that are covariates. Default: all of --covariates.")
  private List<String> names = List.of();

  @Option(
      names = "--model",
      paramLabel = "linear|logistic",
      description =
          "Default: logistic where the phenotype has no values but 2 (case), 1 (control) and 0"
              + " (missing), or without any 2 but 1 (case) and 0 (control); linear otherwise.")
  private AssociationModel model;

  @Option(
      names = "--sex",
      paramLabel = "FILE",
      description =
          "Sexes of samples: plink2's .psam, with the columns IID and SEX. Where there is none,"
              + " lone alleles on X are those of men.")
  private String sexes;

  @Option(
      names = "--vcf-half-call",
      paramLabel = "missing|haploid",
      defaultValue = "missing",
      description =
          "What half-missing calls such as 0/. are taken for. Default: missing; haploid suits"
              + " files that code men so on X.")
  private HalfCalls halfCalls;

  @Option(
      names = "--top",
      paramLabel = "N",
      description =
          "Prints only the N variants with the smallest P values. Default: 20 as a table, all as"
              + " JSON.")
  private Integer top;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes all variants there, one line each, parted by tabs.")
  private Path out;

  @Override
  public Integer call() {
    if (top != null && top < 1) {
      throw new ParameterException(spec.commandLine(), "--top is at least 1");
    }
    Configuration hadoop = new Configuration();
    List<SourceFile> genotypes =
        files.stream().distinct().map(name -> SourceFile.named(name, hadoop)).toList();
    SparkSession spark = Sessions.open(options.conf());
    Cohort cohort = Cohort.read(spark, genotypes, List.of());
    AssociationTraits traits =
        AssociationTraits.read(
            cohort.samples(), phenotypes, phenotype, covariates, names, model, hadoop);
    ScanSettings settings =
        new ScanSettings(
            traits.traits(),
            !traits.sexIsCovariate(),
            halfCalls,
            sexes == null ? Map.of() : SampleSexes.read(SourceFile.named(sexes, hadoop), hadoop));
    try (AssociationScan scan = AssociationScan.of(spark, genotypes, cohort, settings)) {
      tell(scan, traits, cohort.samples().size());
      if (out != null) {
        AssociationFile.write(out, scan.variants(), COLUMNS);
      }
      print(scan, traits);
    }
    return ExitCode.DONE.number();
  }

  private void tell(AssociationScan scan, AssociationTraits traits, int samples) {
    PrintStream progress = Streams.progress(options).out();
    scan.warnings().forEach(progress::println);
    progress.println(
        "%s regression of %s: %,d of %,d samples have it and all covariates"
            .formatted(word(traits), traits.phenotype(), traits.complete(), samples));
    progress.println(
        "%,d of %,d variants have a result; genomic inflation factor %s"
            .formatted(
                scan.tested(),
                scan.size(),
                scan.lambda() == null
                    ? "unknown"
                    : String.format(Locale.ROOT, "%.4f", scan.lambda())));
  }

  private void print(AssociationScan scan, AssociationTraits traits) {
    if (options.json()) {
      printJson(scan, traits);
      return;
    }
    boolean odds = traits.traits().model() == AssociationModel.LOGISTIC;
    List<Column> shown =
        COLUMNS.stream()
            .filter(column -> !column.name().equals(odds ? "beta" : "odds_ratio"))
            .filter(column -> !column.name().equals("reason"))
            .toList();
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : scan.top(top == null ? TOP_OF_TABLE : top).collectAsList()) {
      rows.add(Arrays.asList(shown.stream().map(Column::name).map(row::getAs).toArray()));
    }
    Streams.print(options, new Rows(shown, rows, scan.tested()));
  }

  private void printJson(AssociationScan scan, AssociationTraits traits) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("model", word(traits));
    about.put("phenotype", traits.phenotype());
    about.put("samples", traits.complete());
    about.put("variants", scan.size());
    about.put("tested", scan.tested());
    about.put("lambda", scan.lambda());
    PrintStream answer = Streams.answer();
    String head = Json.write(about);
    answer.print(head.substring(0, head.length() - 1) + ",\"results\":[");
    Iterator<Row> rows =
        top == null ? scan.variants().toLocalIterator() : scan.top(top).collectAsList().iterator();
    String before = "";
    while (rows.hasNext()) {
      Row row = rows.next();
      Map<String, Object> result = new LinkedHashMap<>();
      COLUMNS.forEach(column -> result.put(column.name(), row.getAs(column.name())));
      answer.print(before + Json.write(result));
      before = ",\n";
    }
    answer.println("]}");
  }

  private static String word(AssociationTraits traits) {
    return traits.traits().model().name().toLowerCase(Locale.ROOT);
  }
}
