package org.medley.jobs.polygenic.score;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.medley.jobs.polygenic.match.Match;
import org.medley.jobs.polygenic.match.SiteAlleles;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.TextLine;
import org.medley.jobs.source.vcf.Alleles;
import org.medley.jobs.source.vcf.Contigs;
import org.medley.jobs.source.vcf.Place;

/**
 * Sums the scores over the lines of a part of one file, in their order. Of most lines only the
 * place is read. Its memory grows with samples and scores, not with lines.
 */
final class PartScorer {
  private static final int REFERENCE = 3;
  private static final int ALTERNATES = 4;

  private final ScoringPlan plan;
  private final Sums[] sums;
  private final PartMatches found = new PartMatches();

  PartScorer(ScoringPlan plan) {
    this.plan = plan;
    this.sums =
        IntStream.range(0, plan.scores)
            .mapToObj(score -> new Sums(plan.sexes.length))
            .toArray(Sums[]::new);
  }

  /** The rows of {@link PartColumns} for {@code lines}; none where there is no line. */
  Iterator<Row> rows(Iterator<TextLine> lines) {
    FileColumns file = null;
    long first = 0;
    while (lines.hasNext()) {
      TextLine line = lines.next();
      if (file == null) {
        file = plan.files.get(line.file());
        first = line.number();
      }
      if (file.holds(line)) {
        take(line, file);
      }
    }
    return file == null ? List.<Row>of().iterator() : rows(file.file, first);
  }

  private Iterator<Row> rows(int file, long first) {
    Stream<Row> matches = Stream.of(found.row(file, first));
    Stream<Row> scores =
        IntStream.range(0, sums.length)
            .boxed()
            .flatMap(score -> sums[score].rows(file, first, score));
    return Stream.concat(matches, scores).iterator();
  }

  private void take(TextLine line, FileColumns file) {
    try {
      score(DataLines.text(line), file);
    } catch (RejectedLine rejected) {
      found.reject(line, rejected);
    }
  }

  private void score(String text, FileColumns file) throws RejectedLine {
    Place place = Place.of(text, file.columns);
    String contig = Contigs.human(place.contig());
    int[] near = plan.weights.near(contig, place.start(), place.id());
    if (near.length == 0) {
      return;
    }
    String[] fixed = text.split("\t", ALTERNATES + 2);
    String reference = Alleles.reference(fixed[REFERENCE]);
    SiteAlleles alleles =
        new SiteAlleles(reference, Alleles.alternates(fixed[ALTERNATES], reference));
    List<Match> matches = plan.matcher.matches(near, alleles);
    if (matches.stream().anyMatch(match -> match.category().counts())) {
      Chromosome chromosome = Chromosome.of(contig);
      SiteGenotypes genotypes =
          SiteGenotypes.parse(
              text,
              DataLines.formatAt(text),
              file.samples,
              plan.sexes,
              alleles.alternates().size(),
              chromosome,
              plan.rules);
      found.addHalfCalls(genotypes.halfCalls());
      new SiteScorer(plan, sums, chromosome, genotypes).add(contig, place.id(), alleles, matches);
    }
    found.add(matches);
  }
}
