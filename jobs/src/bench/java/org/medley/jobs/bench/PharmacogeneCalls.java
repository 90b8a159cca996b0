package org.medley.jobs.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.medley.jobs.pharmacogene.Pharmacogenes;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.call.DistinctCalls;
import org.medley.jobs.pharmacogene.definition.Position;
import org.medley.jobs.pharmacogene.match.GenotypeVector;
import org.medley.jobs.pharmacogene.match.MatchSettings;
import org.medley.jobs.pharmacogene.match.SiteCall;
import org.medley.jobs.pharmacogene.vcf.CallsReader;
import org.medley.jobs.session.Sessions;

/**
 * Measures pharmacogene calls of samples made at random and prints samples a second. Arguments: one
 * that is not looked at, the configuration, and how many times 10,000 samples to make. Run it by
 * {@code mvn verify -Pbench -DskipTests -Dbench.main=org.medley.jobs.bench.PharmacogeneCalls}.
 */
public final class PharmacogeneCalls {
  private static final int SAMPLES = 10_000;
  private static final int IN_FILE = 2_000;
  private static final double SOME_MISSING = 0.005;

  private final Caller caller;
  private final int samples;

  private PharmacogeneCalls(Caller caller, int samples) {
    this.caller = caller;
    this.samples = samples;
  }

  /** Runs all measurements. */
  public static void main(String[] arguments) throws IOException {
    Path knowledge = Path.of(arguments[1]).resolve("pharmacogenes");
    int samples = SAMPLES * Integer.parseInt(arguments[2]);
    Caller caller = Pharmacogenes.read(List.of(knowledge)).caller(MatchSettings.ORDINARY);
    new PharmacogeneCalls(caller, samples).run(System.out);
    cohort(caller, samples, Path.of(arguments[1]), System.out);
  }

  private static void cohort(Caller caller, int samples, Path conf, PrintStream out)
      throws IOException {
    Path work = Files.createTempDirectory("medley-bench");
    try {
      RandomCohort cohort = new RandomCohort(Sessions.open(conf), caller, samples, work);
      cohort.write();
      print(out, cohort.measure("a cohort in Spark, from its rows, cold"));
      print(out, cohort.measure("a cohort in Spark, from its rows, warm"));
    } finally {
      Folders.delete(work);
    }
  }

  private void run(PrintStream out) throws IOException {
    for (int round = 1; round <= 2; round++) {
      String warmth = round == 1 ? ", cold" : ", warm";
      print(out, solved("all genes, nothing missing" + warmth, 0, false));
      print(out, solved("all genes, 0.5 % missing" + warmth, SOME_MISSING, false));
    }
    print(out, solved("the same, every vector solved anew", SOME_MISSING, true));
    print(out, read("all genes from a VCF file of %,d".formatted(IN_FILE)));
  }

  private static void print(PrintStream out, Measured measured) {
    out.printf(
        Locale.ROOT,
        "%-44s %,8d samples %7.2f s %,9d samples/s%n",
        measured.what(),
        measured.rows(),
        measured.seconds(),
        Math.round(measured.rows() / measured.seconds()));
  }

  /** On one thread, since a cohort's tasks are as many as its cores. */
  private Measured solved(String what, double missing, boolean anew) {
    List<Map<String, GenotypeVector>> cohort = cohort(anew ? samples / 10 : samples, missing);
    return Measured.of(
        what,
        0,
        cohort.size(),
        () -> {
          DistinctCalls calls = new DistinctCalls(caller);
          for (Map<String, GenotypeVector> sample : cohort) {
            DistinctCalls used = anew ? new DistinctCalls(caller) : calls;
            sample.forEach(used::call);
          }
        });
  }

  private List<Map<String, GenotypeVector>> cohort(int size, double missing) {
    RandomGenotypes genotypes = new RandomGenotypes(4, missing);
    List<Map<String, GenotypeVector>> cohort = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Map<String, GenotypeVector> sample = new LinkedHashMap<>();
      caller.genes().forEach(gene -> sample.put(gene, genotypes.next(caller.definition(gene))));
      cohort.add(sample);
    }
    return cohort;
  }

  private Measured read(String what) throws IOException {
    Path file = Files.createTempFile("medley-bench", ".vcf");
    try {
      Files.write(file, lines(cohort(IN_FILE, 0)));
      return Measured.of(
          what,
          Files.size(file),
          IN_FILE,
          () -> {
            var genes = caller.genes().stream().map(caller::definition).toList();
            var read = new CallsReader(genes).read(file);
            DistinctCalls calls = new DistinctCalls(caller);
            read.vectors()
                .forEach((gene, vectors) -> vectors.forEach(one -> calls.call(gene, one)));
          });
    } finally {
      Files.delete(file);
    }
  }

  private List<String> lines(List<Map<String, GenotypeVector>> cohort) {
    List<String> lines = new ArrayList<>(List.of("##fileformat=VCFv4.2"));
    StringBuilder columns =
        new StringBuilder("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
    IntStream.range(0, cohort.size()).forEach(i -> columns.append("\tS").append(i));
    lines.add(columns.toString());
    for (String gene : caller.genes()) {
      List<Position> sites = caller.definition(gene).sites();
      for (int i = 0; i < sites.size(); i++) {
        lines.add(line(sites.get(i), i, cohort, gene));
      }
    }
    return lines;
  }

  private static String line(
      Position site, int number, List<Map<String, GenotypeVector>> cohort, String gene) {
    StringBuilder line = new StringBuilder();
    line.append(
        "%s\t%d\t.\t%s\t%s\t.\t.\t.\tGT"
            .formatted(
                site.contig(),
                site.position(),
                site.reference(),
                String.join(",", site.alternates())));
    for (Map<String, GenotypeVector> sample : cohort) {
      SiteCall call = sample.get(gene).calls().get(number);
      line.append('\t').append(allele(site, call.first())).append('/');
      line.append(allele(site, call.second()));
    }
    return line.toString();
  }

  private static int allele(Position site, String base) {
    return 1 + site.alternates().indexOf(base);
  }
}
