package org.medley.jobs.step;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.jobs.genome.FactColumns;
import org.medley.jobs.genome.GenomeFacts;
import org.medley.jobs.genome.GenomicEvents;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;

/** Makes what the genotypes of one source say events of their subjects. */
public final class GenomeStep implements Step {
  private final String source;
  private final String build;
  private final List<String> inputs;

  /**
   * The genomic events of {@code source}.
   *
   * @param build the assembly of its positions
   * @param inputs its ingestion, and the steps that made facts of that
   */
  public GenomeStep(String source, String build, List<String> inputs) {
    this.source = source;
    this.build = build;
    this.inputs = List.copyOf(inputs);
  }

  @Override
  public String name() {
    return "genome:" + source;
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return build;
  }

  @Override
  public List<String> inputs() {
    return inputs;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Events.TABLE);
  }

  @Override
  public String slice() {
    return source;
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Dataset<Row> facts =
        GenomeFacts.of(build).stream()
            .map(kind -> FactColumns.of(kind.of(context::read)))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    context.write(Events.TABLE, GenomicEvents.of(facts, context.read(Samples.TABLE), source));
    return Map.of();
  }
}
