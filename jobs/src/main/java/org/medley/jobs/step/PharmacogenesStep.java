package org.medley.jobs.step;

import static org.apache.spark.sql.functions.lit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.DrugGuidelines;
import org.medley.features.contract.OutsideCalls;
import org.medley.features.contract.PharmacogeneAdvice;
import org.medley.features.contract.PharmacogeneCalls;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Json;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.pharmacogene.Pharmacogenes;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.cohort.CohortAdvice;
import org.medley.jobs.pharmacogene.cohort.CohortCalls;
import org.medley.jobs.pharmacogene.cohort.CohortVectors;
import org.medley.jobs.pharmacogene.cohort.LakeCalls;
import org.medley.jobs.pharmacogene.guideline.Guideline;
import org.medley.jobs.pharmacogene.guideline.Guidelines;
import org.medley.jobs.pharmacogene.guideline.Recommendation;
import org.medley.jobs.pharmacogene.match.MatchSettings;
import org.medley.jobs.source.SourceSettings;

/**
 * Calls the pharmacogenes of all samples of one source on GRCh38, and looks up what guidelines say
 * where the site has any. Reads the genotypes at the sites once, and those on X twice more where
 * samples differ in its copies.
 */
public final class PharmacogenesStep implements Step {
  /** The assembly of the definitions. */
  static final String BUILD = "GRCh38";

  private final SourceSettings source;
  private final List<Path> folders;

  /**
   * The pharmacogenes of {@code source}.
   *
   * @param folders with what is known of pharmacogenes, the last winning
   */
  public PharmacogenesStep(SourceSettings source, List<Path> folders) {
    this.source = source;
    this.folders = List.copyOf(folders);
  }

  @Override
  public String name() {
    return "pharmacogenes:" + source.name();
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return Json.write(folders.stream().map(FolderDigest::of).toList());
  }

  @Override
  public List<String> inputs() {
    return List.of(IngestStep.name(source.name()), SubjectsStep.NAME);
  }

  @Override
  public List<TableContract> writes() {
    return List.of(PharmacogeneCalls.TABLE, PharmacogeneAdvice.TABLE, DrugGuidelines.TABLE);
  }

  @Override
  public String slice() {
    return source.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Pharmacogenes knowledge = Pharmacogenes.read(folders);
    Caller caller = knowledge.caller(MatchSettings.ORDINARY);
    LakeCalls lake = LakeCalls.of(context::read, Map.of(source.name(), BUILD), caller);
    Dataset<Row> outside = context.read(OutsideCalls.TABLE).drop(OutsideCalls.SOURCE);
    Dataset<Row> vectors =
        CohortVectors.of(lake.calls(), lake.samples(), lake.reference(), caller)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      write(context, PharmacogeneCalls.TABLE, CohortCalls.of(vectors, outside, caller));
      write(
          context,
          PharmacogeneAdvice.TABLE,
          CohortAdvice.of(vectors, outside, caller, knowledge.guidelines()));
      write(context, DrugGuidelines.TABLE, rows(context, knowledge.guidelines()));
    } finally {
      vectors.unpersist();
    }
    return Map.of();
  }

  private void write(StepContext context, TableContract table, Dataset<Row> rows) {
    context.write(
        table, table.conform(rows.withColumn(PharmacogeneCalls.SOURCE, lit(source.name()))));
  }

  private static Dataset<Row> rows(StepContext context, Guidelines guidelines) {
    List<Row> rows = new ArrayList<>();
    for (Guideline guideline : guidelines.all()) {
      for (Recommendation row : guideline.recommendations()) {
        rows.add(
            RowFactory.create(
                "",
                guideline.id(),
                row.id(),
                guideline.name(),
                guideline.source(),
                guideline.url(),
                guideline.version(),
                row.population(),
                row.strength(),
                row.implications().toArray(String[]::new),
                row.text()));
      }
    }
    return context.spark().createDataFrame(rows, DrugGuidelines.TABLE.schema());
  }
}
