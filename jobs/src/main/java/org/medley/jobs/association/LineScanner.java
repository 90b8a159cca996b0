package org.medley.jobs.association;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medley.jobs.polygenic.score.Chromosome;
import org.medley.jobs.polygenic.score.DataLines;
import org.medley.jobs.polygenic.score.FileColumns;
import org.medley.jobs.polygenic.score.SiteGenotypes;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.TextLine;
import org.medley.jobs.source.vcf.Alleles;
import org.medley.jobs.source.vcf.Contigs;
import org.medley.jobs.source.vcf.Place;
import org.medley.models.association.Association;
import org.medley.models.association.AssociationModel;
import org.medley.models.association.Design;
import org.medley.models.association.VariantScan;

/** Scans the lines of a part of one file. Its memory grows with the samples, not with lines. */
final class LineScanner implements Iterator<Row> {
  private static final int REFERENCE = 3;
  private static final int ALTERNATES = 4;

  /** Alternates that stand for none in particular. */
  private static final Set<String> NO_ALLELES = Set.of("*", "<*>", "<NON_REF>", "<X>");

  private final ScanPlan plan;
  private final Iterator<TextLine> lines;
  private final Map<Chromosome, Prepared> prepared = new EnumMap<>(Chromosome.class);
  private Iterator<Row> rows = Collections.emptyIterator();

  LineScanner(ScanPlan plan, Iterator<TextLine> lines) {
    this.plan = plan;
    this.lines = lines;
  }

  /** A scan, and the ploidy that it is made for. */
  private static final class Prepared {
    private final byte[] ploidy;
    private final VariantScan scan;

    Prepared(byte[] ploidy, VariantScan scan) {
      this.ploidy = ploidy;
      this.scan = scan;
    }
  }

  @Override
  public boolean hasNext() {
    while (!rows.hasNext() && lines.hasNext()) {
      TextLine line = lines.next();
      FileColumns file = plan.files.get(line.file());
      if (file.holds(line)) {
        rows = rows(line, file).iterator();
      }
    }
    return rows.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return rows.next();
  }

  private List<Row> rows(TextLine line, FileColumns file) {
    try {
      return rows(line.number(), DataLines.text(line), file);
    } catch (RejectedLine rejected) {
      Object[] values = new Object[ScanColumns.SCHEMA.length()];
      values[0] = file.file();
      values[1] = line.number();
      values[values.length - 1] = rejected.getMessage();
      return List.of(RowFactory.create(values));
    }
  }

  private List<Row> rows(long line, String text, FileColumns file) throws RejectedLine {
    Place place = Place.of(text, file.columns());
    String[] fixed = text.split("\t", ALTERNATES + 2);
    String reference = Alleles.reference(fixed[REFERENCE]);
    List<String> alternates = Alleles.alternates(fixed[ALTERNATES], reference);
    Chromosome chromosome = Chromosome.of(Contigs.human(place.contig()));
    SiteGenotypes genotypes =
        SiteGenotypes.parse(
            text,
            DataLines.formatAt(text),
            file.samples(),
            plan.sexes,
            alternates.size(),
            chromosome,
            plan.rules);
    List<Row> found = new ArrayList<>(alternates.size());
    for (int i = 0; i < alternates.size(); i++) {
      if (!NO_ALLELES.contains(alternates.get(i))) {
        AlleleCalls calls = new AlleleCalls(genotypes, i + 1);
        boolean counted = calls.referenceIsMinor();
        Association association = scan(chromosome, genotypes).test(calls.calls(), counted);
        String effect = counted ? reference : alternates.get(i);
        List<Object> site =
            List.of(file.file(), line, i + 1, Contigs.human(place.contig()), place.start());
        List<String> alleles = Arrays.asList(place.id(), reference, alternates.get(i), effect);
        found.add(row(site, alleles, association));
      }
    }
    return found;
  }

  private VariantScan scan(Chromosome chromosome, SiteGenotypes genotypes) {
    Prepared known = prepared.get(chromosome);
    if (chromosome == Chromosome.DIPLOID) {
      known = known == null ? new Prepared(null, new VariantScan(plan.diploid)) : known;
    } else {
      byte[] ploidy = AlleleCalls.ploidy(genotypes);
      known =
          known == null || !Arrays.equals(known.ploidy, ploidy)
              ? new Prepared(ploidy, new VariantScan(design(chromosome, ploidy)))
              : known;
    }
    prepared.put(chromosome, known);
    return known.scan;
  }

  private Design design(Chromosome chromosome, byte[] ploidy) {
    boolean sex = chromosome == Chromosome.X && plan.settings.sexCovariate();
    return Design.of(plan.settings.traits(), ploidy, sex);
  }

  private Row row(List<Object> site, List<String> alleles, Association found) {
    List<Object> values = new ArrayList<>(site);
    alleles.forEach(allele -> values.add(allele.equals(".") ? null : allele));
    values.add(found.samples());
    boolean available = found.unavailable() == null;
    boolean odds = available && plan.settings.traits().model() == AssociationModel.LOGISTIC;
    values.add(available ? found.beta() : null);
    values.add(available ? found.standardError() : null);
    values.add(odds ? Math.exp(found.beta()) : null);
    values.add(available ? found.statistic() : null);
    values.add(available ? found.p() : null);
    values.add(available ? null : found.unavailable().text());
    values.add(null);
    return RowFactory.create(values.toArray());
  }
}
