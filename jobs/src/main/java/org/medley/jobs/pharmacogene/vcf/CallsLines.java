package org.medley.jobs.pharmacogene.vcf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.match.GenotypeVector;
import org.medley.jobs.pharmacogene.match.SiteCall;
import org.medley.jobs.pharmacogene.reading.Site;
import org.medley.jobs.pharmacogene.reading.SiteSamples;
import org.medley.jobs.pharmacogene.reading.Sites;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.TextLine;
import org.medley.jobs.source.vcf.Contigs;
import org.medley.jobs.source.vcf.Place;

/** Takes the lines of one file in, and gives what they say of the sites at its end. */
final class CallsLines {
  private static final int MOST_WARNINGS = 50;

  /** Fewer sites than these say nothing of the build. */
  private static final int SOME = 5;

  private final SourceFile file;
  private final Sites sites;
  private final CallsHeader header;
  private final Map<Site, SiteSamples> found = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private int unsaid;
  private int contradictions;
  private int agreements;
  private boolean below;

  CallsLines(SourceFile file, Sites sites) {
    this.file = file;
    this.sites = sites;
    this.header = new CallsHeader(file);
  }

  /** Takes a line in; always true, since all are wanted. */
  boolean take(TextLine line) {
    if (header.take(line) || line.isBlank()) {
      return true;
    }
    if (!below) {
      header.check();
      below = true;
    }
    try {
      body(line);
    } catch (RejectedLine e) {
      warn(line, e.getMessage() + "; the line is left out");
    }
    return true;
  }

  private void body(TextLine line) throws RejectedLine {
    if (line.problem() != null) {
      throw new RejectedLine(line.problem(), "the line is no text (%s)".formatted(line.problem()));
    }
    Place place = Place.of(line.text(), header.columns());
    String contig = Contigs.plain(place.contig());
    List<Site> near = sites.near(contig, place.start(), place.referenceLength());
    if (near.isEmpty()) {
      return;
    }
    CallsRecord parsed =
        CallsRecord.parse(place.start(), line.text().split("\t", -1), header.depthsByAllele());
    for (Site site : near) {
      if (site.contradicts(parsed.start(), parsed.reference())) {
        contradictions++;
        warn(
            line,
            "the reference is not that of GRCh38 at %s; it counts as not called"
                .formatted(site.position().label()));
        continue;
      }
      agreements += site.overlaps(parsed.start(), parsed.reference().length()) ? 1 : 0;
      if (add(site, parsed)) {
        warn(
            line,
            "%s stands there again; the first call counts".formatted(site.position().label()));
      }
    }
  }

  private boolean add(Site site, CallsRecord parsed) {
    return found
        .computeIfAbsent(site, key -> new SiteSamples(key, header.samples().size()))
        .add(parsed.start(), parsed.reference(), parsed.alternates(), parsed.calls());
  }

  private void warn(TextLine line, String what) {
    if (warnings.size() < MOST_WARNINGS) {
      warnings.add("%s, line %d: %s".formatted(file.name(), line.number(), what));
    } else {
      unsaid++;
    }
  }

  /** What the file says of the genes of {@code definitions}. */
  SampleCalls end(Collection<GeneDefinition> definitions) {
    header.check();
    checkReferences();
    if (unsaid > 0) {
      warnings.add("%s: %d more such lines".formatted(file.name(), unsaid));
    }
    Map<String, Map<Integer, SiteSamples>> byGene = new HashMap<>();
    found.forEach(
        (site, samples) ->
            byGene
                .computeIfAbsent(site.gene(), gene -> new HashMap<>())
                .put(site.number(), samples));
    Map<String, List<GenotypeVector>> vectors = new LinkedHashMap<>();
    for (GeneDefinition definition : definitions) {
      vectors.put(
          definition.gene(), vectors(definition, byGene.getOrDefault(definition.gene(), Map.of())));
    }
    return new SampleCalls(header.samples(), vectors, warnings);
  }

  /** A file of another build whose header does not say so has other bases nearly everywhere. */
  private void checkReferences() {
    if (contradictions >= SOME && contradictions > agreements) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "the file %s has other reference bases than GRCh38 at %d of %d sites"
              .formatted(file.name(), contradictions, contradictions + agreements),
          "give a file on GRCh38, or lift this one over");
    }
  }

  private List<GenotypeVector> vectors(
      GeneDefinition definition, Map<Integer, SiteSamples> bySite) {
    int size = definition.sites().size();
    List<GenotypeVector> vectors = new ArrayList<>();
    for (int sample = 0; sample < header.samples().size(); sample++) {
      List<SiteCall> calls = new ArrayList<>(size);
      for (int number = 0; number < size; number++) {
        SiteSamples samples = bySite.get(number);
        calls.add(samples == null ? SiteCall.ABSENT : samples.call(sample));
      }
      vectors.add(new GenotypeVector(calls));
    }
    return vectors;
  }
}
