package org.medley.jobs.source.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.source.Extracts.texts;
import static org.medley.jobs.source.Extracts.write;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Variants;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;

/** The parser against a naive one that cuts text at its marks, on seeded random sites. */
@SparkTest
class RandomVcfTest {
  private static final int SITES = 500;
  private static final List<String> SAMPLES = List.of("d", "a", "c", "b", "e", "g", "f");
  private static final List<String> ALLELES = List.of("A", "C", "G", "T", "<X>", "*", "TT", "TTT");

  @Test
  void theParserAgreesWithANaiveOne(SparkSession spark, @TempDir Path folder) throws IOException {
    Random random = new Random(20240601);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < SITES; i++) {
      lines.add(line(random, i));
    }
    write(folder, "a.vcf", file(lines.subList(0, SITES / 2)));
    write(folder, "b.vcf", file(lines.subList(SITES / 2, SITES)));
    try (Ingestion ingestion =
        new VcfSource()
            .ingest(
                Extracts.input(
                    spark, "random", folder, ZoneId.of("UTC"), Map.of("build", "GRCh38")))) {
      assertThat(
              texts(
                  Lines.calls(ingestion),
                  "sample_id",
                  "variant_id",
                  "dosage",
                  "genotype",
                  "ploidy",
                  "phased",
                  "phase_set",
                  "quality"))
          .containsExactlyInAnyOrderElementsOf(naiveGenotypes(lines));
      assertThat(
              texts(
                  ingestion.tables().get(Variants.TABLE),
                  "variant_id",
                  "called",
                  "missing",
                  "alt_copies"))
          .containsExactlyInAnyOrderElementsOf(naiveVariants(lines));
      assertThat(ingestion.quarantine().isEmpty()).isTrue();
    }
  }

  private static List<String> naiveGenotypes(List<String> lines) {
    List<String> rows = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split("\t");
      String[] alternates = cells[4].split(",");
      List<String> keys = List.of(cells[8].split(":"));
      for (int i = 0; i < SAMPLES.size(); i++) {
        String[] fields = cells[9 + i].split(":");
        List<String> alleles = List.of(fields[0].split("[|/]"));
        if (alleles.stream().allMatch("0"::equals)) {
          continue;
        }
        boolean phased = fields[0].contains("|") && !fields[0].contains("/");
        String quality = field(keys, fields, "GQ");
        for (int alternate = 1; alternate <= alternates.length; alternate++) {
          rows.add(
              String.join(
                  " | ",
                  SAMPLES.get(i),
                  id(cells, alternates[alternate - 1]),
                  dosage(alleles, alternate),
                  genotype(alleles, alternate, phased),
                  "" + alleles.size(),
                  "" + phased,
                  phased ? field(keys, fields, "PS") : "-",
                  quality));
        }
      }
    }
    return rows;
  }

  private static String field(List<String> keys, String[] fields, String key) {
    int at = keys.indexOf(key);
    return at < 0 || at >= fields.length || fields[at].equals(".") ? "-" : fields[at];
  }

  private static String genotype(List<String> alleles, int alternate, boolean phased) {
    return alleles.stream()
        .map(allele -> allele.equals("0") ? "0" : allele.equals("" + alternate) ? "1" : ".")
        .collect(java.util.stream.Collectors.joining(phased ? "|" : "/"));
  }

  private static List<String> naiveVariants(List<String> lines) {
    List<String> rows = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split("\t");
      String[] alternates = cells[4].split(",");
      for (int alternate = 1; alternate <= alternates.length; alternate++) {
        int missing = 0;
        int copies = 0;
        for (int i = 0; i < SAMPLES.size(); i++) {
          String dosage = dosage(List.of(cells[9 + i].split(":")[0].split("[|/]")), alternate);
          missing += dosage.equals("-") ? 1 : 0;
          copies += dosage.equals("-") ? 0 : Integer.parseInt(dosage);
        }
        rows.add(
            id(cells, alternates[alternate - 1])
                + " | %d | %d | %d".formatted(SAMPLES.size() - missing, missing, copies));
      }
    }
    return rows;
  }

  private static String dosage(List<String> alleles, int alternate) {
    return alleles.contains(".")
        ? "-"
        : "" + alleles.stream().filter(("" + alternate)::equals).count();
  }

  private static String id(String[] cells, String alternate) {
    return cells[0].replace("chr", "") + ":" + cells[1] + ":" + cells[3] + ":" + alternate;
  }

  private static String line(Random random, int number) {
    List<String> alleles = new ArrayList<>(ALLELES);
    java.util.Collections.shuffle(alleles, random);
    alleles.removeAll(List.of("<X>", "*"));
    String reference = alleles.get(0);
    List<String> alternates = new ArrayList<>(alleles.subList(1, 2 + random.nextInt(3)));
    if (random.nextInt(4) == 0) {
      alternates.add(random.nextInt(alternates.size() + 1), random.nextBoolean() ? "<X>" : "*");
    }
    String format = List.of("GT", "GT:GQ", "GT:DP:GQ", "GT:GQ:PS", "GT:PS").get(random.nextInt(5));
    StringBuilder line = new StringBuilder();
    line.append(random.nextBoolean() ? "chr7" : "7").append('\t').append(1000 + number);
    line.append("\t.\t").append(reference).append('\t').append(String.join(",", alternates));
    line.append("\t.\tPASS\tDP=3\t").append(format);
    for (int i = 0; i < SAMPLES.size(); i++) {
      line.append('\t').append(sample(random, format, alternates.size()));
    }
    return line.toString();
  }

  private static String sample(Random random, String format, int alternates) {
    int ploidy = random.nextInt(6) == 0 ? 1 : random.nextInt(9) == 0 ? 3 : 2;
    StringBuilder call = new StringBuilder();
    for (int i = 0; i < ploidy; i++) {
      call.append(i == 0 ? "" : random.nextBoolean() ? "|" : "/");
      int roll = random.nextInt(10);
      call.append(roll == 0 ? "." : roll < 5 ? "0" : "" + random.nextInt(alternates + 1));
    }
    String[] keys = format.split(":");
    // Fields at the end may be left out.
    int fields = 1 + random.nextInt(keys.length);
    for (int i = 1; i < fields; i++) {
      call.append(':').append(random.nextInt(5) == 0 ? "." : "" + random.nextInt(99));
    }
    return call.toString();
  }

  private static String file(List<String> lines) {
    return "##fileformat=VCFv4.3\n"
        + Lines.COLUMNS
        + "\tFORMAT\t"
        + String.join("\t", SAMPLES)
        + "\n"
        + String.join("\n", lines)
        + "\n";
  }
}
