package org.medley.jobs.source.vcf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.jobs.genotype.SampleCalls;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.SourceFile;

/** Headers and layouts of VCF text, without files. */
final class Lines {
  static final String COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

  private Lines() {}

  /** The header of a file that begins with {@code lines}. */
  static VcfHeader header(String file, String... lines) {
    VcfHeader header = new VcfHeader(new SourceFile(file, "memory:" + file, 0, "-"));
    for (int i = 0; i < lines.length; i++) {
      if (!header.take(Extracts.line(file, i + 1, lines[i]))) {
        break;
      }
    }
    return header;
  }

  /** The text of a file of the tests. */
  static String resource(String name) throws IOException {
    try (InputStream in = Lines.class.getResourceAsStream("/vcf/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A header of VCF 4.2 with these samples. */
  static VcfHeader withSamples(String file, List<String> samples) {
    String columns = COLUMNS + "\tFORMAT\t" + String.join("\t", samples);
    return header(file, "##fileformat=VCFv4.2", columns);
  }

  /** The layout of a file whose samples are {@code samples}, in the order of their names. */
  static FileLayout layout(List<String> samples) {
    Map<String, FileLayout> layouts =
        FileLayout.of(
            List.of(withSamples("a.vcf", samples)),
            samples.stream().sorted().toList(),
            GenomeBuild.GRCH37);
    return layouts.get("a.vcf");
  }

  /** One row per sample and variant that is not homozygous reference, with the sample's name. */
  static Dataset<Row> calls(Ingestion ingestion) {
    return SampleCalls.named(
        ingestion.tables().get(Genotypes.TABLE), ingestion.tables().get(Samples.TABLE));
  }
}
