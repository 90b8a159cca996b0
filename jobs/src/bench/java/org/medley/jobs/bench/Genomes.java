package org.medley.jobs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medley.jobs.cli.Medley;
import org.medley.jobs.control.Control;
import org.medley.jobs.session.Sessions;
import org.medley.jobs.step.IngestStep;

/**
 * Measures VCF to Delta against {@code bcftools view} to BCF, which must be on the path, on a file
 * of 2,504 samples made at random. Arguments: one that is not looked at, the configuration, and how
 * many times 10,000 sites to make. Run it by {@code mvn verify -Pbench -DskipTests
 * -Dbench.main=org.medley.jobs.bench.Genomes}.
 */
public final class Genomes {
  private static final int SAMPLES = 2504;
  private static final int SITES = 10_000;
  private static final int WARM = 2;
  private static final String SOURCE = "vcf";

  private final Path conf;
  private final Path file;
  private final long bytes;
  private final int sites;

  private Genomes(Path conf, Path file, int sites) throws IOException {
    this.conf = conf;
    this.file = file;
    this.sites = sites;
    this.bytes = new RandomVcf(SAMPLES, sites).write(file);
  }

  /** Runs all measurements. */
  public static void main(String[] arguments) throws IOException {
    Path conf = Path.of(arguments[1]).toAbsolutePath().normalize();
    int sites = SITES * Integer.parseInt(arguments[2]);
    Path work = Files.createTempDirectory("medley-bench");
    try {
      Path file = Files.createDirectory(work.resolve("in")).resolve("a.vcf");
      new Table(new Genomes(conf, file, sites).run(work)).print(System.out);
    } finally {
      Folders.delete(work);
    }
  }

  private List<Measured> run(Path work) {
    List<Measured> results = new ArrayList<>();
    results.add(load("VCF to Delta, cold", work.resolve("lake0")));
    for (int i = 1; i <= WARM; i++) {
      results.add(load("VCF to Delta, warm", work.resolve("lake" + i)));
    }
    Measured warm = results.get(WARM);
    results.add(bcftools(work.resolve("a.bcf")).comparedWith(warm));
    return results;
  }

  /** The step that reads; the remark has what the whole command takes. */
  private Measured load(String what, Path lake) {
    Measured whole =
        Measured.of(
            what,
            bytes,
            sites,
            () -> {
              int code =
                  Medley.run(
                      "ingest",
                      "--kind=" + SOURCE,
                      "--option=build=GRCh37",
                      "--path=" + file.getParent(),
                      "--lake=" + lake,
                      "--conf=" + conf,
                      "--output=json");
              if (code != 0) {
                throw new IllegalStateException("ingest ended with " + code);
              }
            });
    double seconds =
        new Control(Sessions.open(conf), lake.toString(), Clock.systemUTC())
            .ledger()
            .lastResult(IngestStep.name(SOURCE))
            .orElseThrow()
            .seconds();
    return new Measured(what, bytes, sites, seconds, "")
        .with(String.format(Locale.ROOT, "%.1f s with quality control", whole.seconds()));
  }

  private Measured bcftools(Path out) {
    return Measured.of(
        "bcftools view to BCF",
        bytes,
        sites,
        () -> {
          int code =
              new ProcessBuilder("bcftools", "view", "-Ob", "-o", out.toString(), file.toString())
                  .inheritIO()
                  .start()
                  .waitFor();
          if (code != 0) {
            throw new IllegalStateException("bcftools ended with " + code);
          }
        });
  }
}
