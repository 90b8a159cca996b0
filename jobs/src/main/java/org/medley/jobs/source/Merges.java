package org.medley.jobs.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.People;
import org.medley.features.contract.Subjects;
import org.medley.jobs.lake.Checkpoints;

/**
 * People whom their source says to be one person, although their identifiers differ. Those who
 * belong together through any chain of statements are one subject: that of the person loaded first,
 * of several the smallest. Without the statement they are two again.
 *
 * @param pairs source, source_subject_id and {@link #OTHER}: the source's keys of the same person
 * @param loads source, source_subject_id and {@link #LOAD}: when a person was first loaded; nobody
 *     twice
 */
public record Merges(Dataset<Row> pairs, Dataset<Row> loads) {
  /** The other key. */
  public static final String OTHER = "other_subject_id";

  /** The first load that brought the person. */
  public static final String LOAD = "first_load";

  private static final String NEIGHBOUR = "neighbour";
  private static final String LABEL = "label";
  private static final String MERGED = "merged_id";

  /** These merges and {@code others}, of other sources. */
  public Merges and(Merges others) {
    return new Merges(pairs.unionByName(others.pairs), loads.unionByName(others.loads));
  }

  /**
   * Returns {@code people}, which carry source, source_subject_id and subject_id, with the subject
   * that each is after the merges. Runs jobs to see whether there are any, and if so some more on
   * the people who are merged: as many as their longest chain has links.
   */
  Dataset<Row> applied(Dataset<Row> people) {
    Dataset<Row> stated = pairs.transform(Checkpoints::of);
    if (stated.isEmpty()) {
      return people;
    }
    Dataset<Row> edges = edges(people, stated).transform(Checkpoints::of);
    if (edges.isEmpty()) {
      return people;
    }
    Dataset<Row> labels = start(people, edges);
    boolean changed = true;
    while (changed) {
      Dataset<Row> next = spread(labels, edges).transform(Checkpoints::of);
      changed = !next.except(labels).isEmpty();
      labels = next;
    }
    Dataset<Row> merged =
        labels.select(
            col(Subjects.SUBJECT_ID), col(LABEL).getField(Subjects.SUBJECT_ID).as(MERGED));
    return people
        .join(merged, new String[] {Subjects.SUBJECT_ID}, "left")
        .withColumn(Subjects.SUBJECT_ID, coalesce(col(MERGED), col(Subjects.SUBJECT_ID)))
        .drop(MERGED);
  }

  /** Pairs of different subjects that are one, both ways. */
  private static Dataset<Row> edges(Dataset<Row> people, Dataset<Row> pairs) {
    Dataset<Row> known =
        people.select(People.SOURCE, People.SOURCE_SUBJECT_ID, Subjects.SUBJECT_ID);
    Dataset<Row> others = known.toDF(People.SOURCE, OTHER, NEIGHBOUR);
    Dataset<Row> one =
        pairs
            .join(known, new String[] {People.SOURCE, People.SOURCE_SUBJECT_ID})
            .join(others, new String[] {People.SOURCE, OTHER})
            .where(col(Subjects.SUBJECT_ID).notEqual(col(NEIGHBOUR)))
            .select(Subjects.SUBJECT_ID, NEIGHBOUR);
    return one.union(one.select(NEIGHBOUR, Subjects.SUBJECT_ID)).distinct();
  }

  /** Each merged subject with itself as its label. */
  private Dataset<Row> start(Dataset<Row> people, Dataset<Row> edges) {
    Column load = coalesce(min(LOAD), lit(1L));
    return people
        .join(edges.select(Subjects.SUBJECT_ID).distinct(), Subjects.SUBJECT_ID)
        .join(loads, new String[] {People.SOURCE, People.SOURCE_SUBJECT_ID}, "left")
        .groupBy(Subjects.SUBJECT_ID)
        .agg(load.cast(DataTypes.LongType).as(LOAD))
        .select(col(Subjects.SUBJECT_ID), struct(col(LOAD), col(Subjects.SUBJECT_ID)).as(LABEL))
        .transform(Checkpoints::of);
  }

  /** The smaller of a subject's own label and those of its neighbours. */
  private static Dataset<Row> spread(Dataset<Row> labels, Dataset<Row> edges) {
    Dataset<Row> heard =
        edges
            .join(labels.toDF(NEIGHBOUR, "heard"), NEIGHBOUR)
            .groupBy(Subjects.SUBJECT_ID)
            .agg(min("heard").as("heard"));
    return labels
        .join(heard, Subjects.SUBJECT_ID)
        .select(col(Subjects.SUBJECT_ID), least(col(LABEL), col("heard")).as(LABEL));
  }
}
