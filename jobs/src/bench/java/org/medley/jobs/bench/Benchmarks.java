package org.medley.jobs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the reading of FHIR NDJSON and prints a table. Arguments: a folder with {@code
 * *.ndjson.gz}, the configuration, and how many copies of its people to read.
 */
public final class Benchmarks {
  private static final int WARM = 2;

  private Benchmarks() {}

  /** Runs all measurements. */
  public static void main(String[] arguments) throws IOException {
    Path sample = Path.of(arguments[0]).toAbsolutePath().normalize();
    Path conf = Path.of(arguments[1]).toAbsolutePath().normalize();
    int copies = Integer.parseInt(arguments[2]);
    Path work = Files.createTempDirectory("medley-bench");
    try {
      new Table(run(new Extract(sample, work.resolve("in"), copies), conf, work)).print(System.out);
    } finally {
      Folders.delete(work);
    }
  }

  private static List<Measured> run(Extract extract, Path conf, Path work) throws IOException {
    extract.write();
    List<Measured> results = new ArrayList<>();
    Load load = new Load(conf, extract);
    results.add(load.first("first load, cold", work.resolve("lake0")));
    Measured warm = null;
    for (int i = 1; i <= WARM; i++) {
      warm = load.first("first load, warm", work.resolve("lake" + i));
      results.add(warm);
    }
    extract.writeNight();
    for (int i = 1; i <= WARM; i++) {
      String what = "night of 1 percent, " + (i == 1 ? "cold" : "warm");
      results.add(load.night(what, work.resolve("lake" + i), warm));
    }
    FlatView view = new FlatView(conf, extract.file("Observation"));
    view.run("flat view of Observations, cold", work.resolve("flat0"));
    Measured flat = view.run("flat view of Observations, warm", work.resolve("flat1"));
    results.add(flat);
    DuckDb duckDb = new DuckDb(extract.file("Observation"));
    duckDb.run(work.resolve("duck0"));
    results.add(duckDb.run(work.resolve("duck1")).comparedWith(flat));
    HapiParser hapi = new HapiParser(extract.file("Observation"));
    hapi.run();
    results.add(hapi.run().comparedWith(flat));
    return results;
  }
}
