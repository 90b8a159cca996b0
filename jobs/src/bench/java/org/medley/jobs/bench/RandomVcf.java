package org.medley.jobs.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A VCF file of phased calls on chromosome 1 of GRCh37, most of them reference: frequencies of
 * alternates fall off as in a population, half of the sites having less than 1 percent.
 *
 * @param samples in it
 * @param sites in it
 */
record RandomVcf(int samples, int sites) {
  private static final double RAREST = 0.0005;
  private static final double SPREAD = 1000;
  private static final int STEP = 100;
  private static final String[] BASES = {"A", "C", "G", "T"};
  private static final String[] CALLS = {"0|0", "0|1", "1|0", "1|1"};

  /** Writes it as plain text to {@code file} and returns its size. */
  long write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("##fileformat=VCFv4.2\n##contig=<ID=1,length=249250621>\n");
      out.write("##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n");
      out.write("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
      for (int i = 0; i < samples; i++) {
        out.write("\tS" + i);
      }
      out.write('\n');
      Random random = new Random(1);
      for (int site = 0; site < sites; site++) {
        writeSite(out, site, random);
      }
    }
    return Files.size(file);
  }

  private void writeSite(BufferedWriter out, int site, Random random) throws IOException {
    int base = random.nextInt(BASES.length);
    out.write("1\t%d\trs%d\t".formatted(10_000 + site * STEP, site));
    out.write(BASES[base] + "\t" + BASES[(base + 1) % BASES.length] + "\t100\tPASS\t.\tGT");
    double frequency = RAREST * Math.pow(SPREAD, random.nextDouble());
    for (int i = 0; i < samples; i++) {
      int first = random.nextDouble() < frequency ? 2 : 0;
      out.write('\t');
      out.write(CALLS[first + (random.nextDouble() < frequency ? 1 : 0)]);
    }
    out.write('\n');
  }
}
