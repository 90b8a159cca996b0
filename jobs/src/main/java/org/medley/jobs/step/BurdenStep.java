package org.medley.jobs.step;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.medley.features.contract.CallableBlocks;
import org.medley.features.contract.Carriers;
import org.medley.features.contract.GeneBurden;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.VariantAnnotations;
import org.medley.features.contract.Variants;
import org.medley.jobs.burden.Burden;
import org.medley.jobs.burden.BurdenSettings;
import org.medley.jobs.burden.Tables;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;

/** Counts rare annotated variants by gene, and tells carriers, of one source. */
public final class BurdenStep implements Step {
  private final String source;
  private final BurdenSettings burden;

  /**
   * What {@code burden} asks of {@code source}.
   *
   * @param burden the file of masks and carriers
   */
  public BurdenStep(String source, Path burden) {
    this.source = source;
    this.burden = BurdenSettings.read(burden);
  }

  @Override
  public String name() {
    return "burden:" + source;
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return burden.canonical();
  }

  @Override
  public List<String> inputs() {
    return List.of(IngestStep.name(source));
  }

  @Override
  public List<TableContract> writes() {
    return List.of(GeneBurden.TABLE, Carriers.TABLE);
  }

  @Override
  public String slice() {
    return source;
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Tables tables =
        new Tables(
            context.read(Variants.TABLE),
            context.read(VariantAnnotations.TABLE),
            context.read(Genotypes.TABLE),
            context.read(CallableBlocks.TABLE),
            context.read(Samples.TABLE));
    Burden counted = Burden.of(burden, source, tables);
    context.write(GeneBurden.TABLE, counted.counts());
    context.write(Carriers.TABLE, counted.carriers(context.spark()));
    return counted.notes();
  }
}
