package org.medley.jobs.step;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.Variants;
import org.medley.jobs.contract.SamplePairs;
import org.medley.jobs.contract.SampleQuality;
import org.medley.jobs.contract.VariantQuality;
import org.medley.jobs.control.Json;
import org.medley.jobs.genotype.Kinship;
import org.medley.jobs.genotype.SampleChecks;
import org.medley.jobs.genotype.VariantChecks;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;

/** Quality control of the genotypes of all sources; the rules of data quality judge it. */
public final class GenotypesStep implements Step {
  /** The name. */
  public static final String NAME = "genotypes";

  private final Map<String, String> builds;

  /**
   * Control of the sources that bring genotypes.
   *
   * @param builds the assembly of each
   */
  public GenotypesStep(Map<String, String> builds) {
    this.builds = new TreeMap<>(builds);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return Json.write(builds);
  }

  @Override
  public List<String> inputs() {
    return builds.keySet().stream().map(IngestStep::name).toList();
  }

  @Override
  public List<TableContract> writes() {
    return List.of(VariantQuality.TABLE, SampleQuality.TABLE, SamplePairs.TABLE);
  }

  @Override
  public String slice() {
    return Output.ALL;
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Dataset<Row> variants = context.read(Variants.TABLE);
    Dataset<Row> genotypes = context.read(Genotypes.TABLE);
    Dataset<Row> samples = context.read(Samples.TABLE);
    context.write(VariantQuality.TABLE, VariantChecks.of(variants));
    context.write(SampleQuality.TABLE, SampleChecks.of(variants, genotypes, samples, builds));
    context.write(SamplePairs.TABLE, Kinship.of(variants, genotypes, samples, builds));
    return Map.of();
  }
}
