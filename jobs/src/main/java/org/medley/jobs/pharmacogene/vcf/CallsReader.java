package org.medley.jobs.pharmacogene.vcf;

import java.nio.file.Path;
import java.util.Collection;
import org.apache.hadoop.conf.Configuration;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.reading.Sites;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.SourceFile;

/**
 * Reads VCF files on GRCh38, plain, gzip or BGZF. A line that is malformed is left out and told, so
 * that its positions count as not called; so does a file's absence of a position.
 */
public final class CallsReader {
  private final Collection<GeneDefinition> definitions;
  private final Sites sites;
  private final Configuration configuration = new Configuration();

  /** A reader of the sites of {@code definitions}. */
  public CallsReader(Collection<GeneDefinition> definitions) {
    this.definitions = definitions;
    this.sites = Sites.of(definitions);
  }

  /**
   * What {@code file} says.
   *
   * @throws MedleyException with exit code 66 if it is not there, 65 if it is not whole, no VCF
   *     file of version 4, without samples or of another build, 74 if it cannot be read
   */
  public SampleCalls read(Path file) {
    SourceFile source = SourceFile.named(file.toString(), configuration);
    CallsLines lines = new CallsLines(source, sites);
    LineReader.scan(configuration, source, lines::take);
    return lines.end(definitions);
  }
}
