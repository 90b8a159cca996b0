package org.medley.jobs.pharmacogene.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Variants;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.Position;
import org.medley.jobs.pharmacogene.reading.Reading;
import org.medley.jobs.pharmacogene.reading.Sites;

/** Which variants tell of sites of pharmacogenes. */
final class GeneSites {
  /** A record may begin this far from the site that it tells of. */
  private static final int REACH = 1000;

  private final Caller caller;

  /** The sites of the genes of {@code caller}. */
  GeneSites(Caller caller) {
    this.caller = caller;
  }

  /** Those of {@code variants}, with contig, position, ref and alt, that tell of a site. */
  Dataset<Row> telling(Dataset<Row> variants) {
    Caller known = caller;
    return variants
        .where(near())
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> telling(rows, known),
            Encoders.row(variants.schema()));
  }

  private static Iterator<Row> telling(Iterator<Row> rows, Caller caller) {
    Entries entries = entries(caller);
    Iterable<Row> all = () -> rows;
    return StreamSupport.stream(all.spliterator(), false)
        .filter(row -> !entries.readings(reference(row)).isEmpty())
        .iterator();
  }

  /** The sites of which none of {@code variants} tells. */
  List<Position> untold(List<Row> variants) {
    Entries entries = entries(caller);
    Set<String> told = new HashSet<>();
    for (Row row : variants) {
      for (Reading reading : entries.readings(reference(row))) {
        told.add(name(reading.site().gene(), reading.site().number()));
      }
    }
    List<Position> untold = new ArrayList<>();
    for (String gene : caller.genes()) {
      List<Position> sites = caller.definition(gene).sites();
      for (int number = 0; number < sites.size(); number++) {
        if (!told.contains(name(gene, number))) {
          untold.add(sites.get(number));
        }
      }
    }
    return untold;
  }

  private static String name(String gene, int number) {
    return gene + " " + number;
  }

  private static String reference(Row variant) {
    return Entries.entry(
        Entries.key(
            variant.getAs(Variants.CONTIG),
            variant.<Integer>getAs(Variants.POSITION),
            variant.getAs(Variants.REF),
            variant.getAs(Variants.ALT)),
        "0/0");
  }

  private static Entries entries(Caller caller) {
    return new Entries(Sites.of(caller.genes().stream().map(caller::definition).toList()));
  }

  /** Spans of genes, which a table sorted by place need not read beyond. */
  private Column near() {
    Column near = lit(false);
    for (String gene : caller.genes()) {
      GeneDefinition definition = caller.definition(gene);
      for (String contig :
          new TreeSet<>(definition.sites().stream().map(Position::contig).toList())) {
        List<Integer> places =
            definition.sites().stream()
                .filter(site -> site.contig().equals(contig))
                .map(Position::position)
                .sorted()
                .toList();
        Column within =
            col(Variants.POSITION)
                .between(places.get(0) - REACH, places.get(places.size() - 1) + REACH);
        near = near.or(col(Variants.CONTIG).equalTo(contig).and(within));
      }
    }
    return near;
  }
}
