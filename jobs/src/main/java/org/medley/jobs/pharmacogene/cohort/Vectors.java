package org.medley.jobs.pharmacogene.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.match.GenotypeVector;
import org.medley.jobs.pharmacogene.match.SiteCall;
import org.medley.jobs.pharmacogene.reading.Genotype;
import org.medley.jobs.pharmacogene.reading.RecordCall;
import org.medley.jobs.pharmacogene.reading.SampleSite;
import org.medley.jobs.pharmacogene.reading.Site;
import org.medley.jobs.pharmacogene.reading.Sites;
import org.medley.jobs.source.RejectedLine;

/** Makes the rows of a sample one vector for each gene. */
final class Vectors {
  private final Caller caller;
  private final Sites sites;

  /** Vectors of the genes of {@code caller}. */
  Vectors(Caller caller) {
    this.caller = caller;
    this.sites = Sites.of(caller.genes().stream().map(caller::definition).toList());
  }

  /** The vectors by gene, canonical and as text, of a sample with {@code rows}. */
  Map<String, String> of(List<Row> rows) {
    Map<Site, SampleSite> found = new HashMap<>();
    for (Row row : rows) {
      add(row, found);
    }
    Map<String, SiteCall[]> calls = new HashMap<>();
    for (String gene : caller.genes()) {
      SiteCall[] absent = new SiteCall[caller.definition(gene).sites().size()];
      Arrays.fill(absent, SiteCall.ABSENT);
      calls.put(gene, absent);
    }
    found.forEach((site, sample) -> calls.get(site.gene())[site.number()] = sample.call());
    Map<String, String> vectors = new HashMap<>();
    calls.forEach(
        (gene, vector) ->
            vectors.put(gene, new GenotypeVector(Arrays.asList(vector)).canonical().text()));
    return vectors;
  }

  private void add(Row row, Map<Site, SampleSite> found) {
    int start = row.getInt(row.fieldIndex(CohortRows.POSITION));
    String reference = upper(row, CohortRows.REFERENCE);
    String alternate = upper(row, CohortRows.ALTERNATE);
    List<String> alternates =
        alternate == null || alternate.equals(".")
            ? List.of()
            : Arrays.asList(alternate.split(",", -1));
    String contig = row.getAs(CohortRows.CONTIG);
    List<Site> near = sites.near(contig, start, reference.length());
    if (near.isEmpty()) {
      return;
    }
    RecordCall call = call(row, alternates.size());
    near.forEach(
        site ->
            found.computeIfAbsent(site, SampleSite::new).add(start, reference, alternates, call));
  }

  private static RecordCall call(Row row, int alternates) {
    String text = row.getAs(CohortRows.CALL);
    try {
      return new RecordCall(
          text == null ? null : Genotype.parse(text, alternates),
          row.getAs(CohortRows.PHASE_SET),
          new ArrayList<>());
    } catch (RejectedLine e) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "a call at position %d of contig %s is malformed: %s"
              .formatted(
                  row.getInt(row.fieldIndex(CohortRows.POSITION)),
                  row.getAs(CohortRows.CONTIG),
                  e.getMessage()),
          "write calls as VCF files do, such as 0|1, by the row's own alternates",
          e);
    }
  }

  private static String upper(Row row, String column) {
    String text = row.getAs(column);
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }
}
