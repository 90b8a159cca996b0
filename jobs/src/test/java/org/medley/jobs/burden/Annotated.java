package org.medley.jobs.burden;

import static org.medley.jobs.source.Extracts.write;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.CallableBlocks;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.VariantAnnotations;
import org.medley.features.contract.Variants;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.vcf.VcfSource;

/** Annotated genotypes, and what is counted of them. */
final class Annotated {
  private static final String SOURCE = "genomics";
  private static final String HEADER =
      """
      ##fileformat=VCFv4.2
      ##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. \
      Format: Allele|Consequence|IMPACT|SYMBOL|Gene|Feature|CANONICAL|gnomADe_AF|LoF">
      #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t\
      """;

  private Annotated() {}

  /** The ingestion of a file with these samples and lines. */
  static Ingestion ingest(SparkSession spark, Path folder, List<String> samples, List<String> lines)
      throws IOException {
    write(
        folder,
        "a.vcf",
        HEADER + String.join("\t", samples) + "\n" + String.join("\n", lines) + "\n");
    return new VcfSource()
        .ingest(Extracts.input(spark, SOURCE, folder, ZoneId.of("UTC"), Map.of("build", "GRCh37")));
  }

  /** What the file of masks and carriers {@code yaml} asks of it. */
  static Burden burden(Ingestion ingestion, Path folder, String yaml) throws IOException {
    write(folder, "burden.yaml", yaml);
    Map<TableContract, Dataset<Row>> tables = ingestion.tables();
    return Burden.of(
        BurdenSettings.read(folder.resolve("burden.yaml")),
        SOURCE,
        new Tables(
            tables.get(Variants.TABLE),
            tables.get(VariantAnnotations.TABLE),
            tables.get(Genotypes.TABLE),
            tables.get(CallableBlocks.TABLE),
            tables.get(Samples.TABLE)));
  }
}
