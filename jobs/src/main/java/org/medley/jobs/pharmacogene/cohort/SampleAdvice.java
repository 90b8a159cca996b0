package org.medley.jobs.pharmacogene.cohort;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.call.GeneCall;
import org.medley.jobs.pharmacogene.guideline.Advice;
import org.medley.jobs.pharmacogene.guideline.Guidelines;

/**
 * Rows of advice from rows of sample, gene, vector and what other tools gave, those of a sample
 * together and its vectors first. What was looked up once for the same genotypes is known.
 */
final class SampleAdvice implements Iterator<Row> {
  private static final int MOST_KNOWN = 100_000;

  private final Iterator<Row> rows;
  private final Caller caller;
  private final Guidelines guidelines;
  private final Map<String, List<String>> genesByDrug = new LinkedHashMap<>();
  private final Map<String, GeneCall> calls = new HashMap<>();
  private final Map<List<String>, List<Advice>> known = new HashMap<>();
  private final Deque<Row> made = new ArrayDeque<>();
  private Row next;

  /** The advice of {@code guidelines}. */
  SampleAdvice(Iterator<Row> rows, Caller caller, Guidelines guidelines) {
    this.rows = rows;
    this.caller = caller;
    this.guidelines = guidelines;
    guidelines.drugs().forEach(drug -> genesByDrug.put(drug, List.copyOf(guidelines.genes(drug))));
    next = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    while (made.isEmpty() && next != null) {
      takeSample();
    }
    return !made.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return made.poll();
  }

  private void takeSample() {
    String sample = next.getString(0);
    boolean wanted = !next.isNullAt(2);
    Map<String, String> answers = new HashMap<>();
    if (calls.size() >= MOST_KNOWN) {
      calls.clear();
    }
    while (next != null && next.getString(0).equals(sample)) {
      answers.put(next.getString(1), answer(next));
      next = rows.hasNext() ? rows.next() : null;
    }
    if (wanted) {
      genesByDrug.forEach(
          (drug, genes) ->
              advice(drug, genes, answers).forEach(advice -> made.add(row(sample, advice))));
    }
  }

  /** The name under which the call that {@code row} comes to is known. */
  private String answer(Row row) {
    String gene = row.getString(1);
    List<Row> given = row.isNullAt(2) ? row.getList(3) : List.of();
    String name = gene + "\t" + (row.isNullAt(2) ? given.toString() : row.getString(2));
    calls.computeIfAbsent(
        name,
        absent ->
            row.isNullAt(2)
                ? OutsideRows.call(gene, given, caller)
                : SampleVectors.call(gene, row.getString(2), caller));
    return name;
  }

  private List<Advice> advice(String drug, List<String> genes, Map<String, String> answers) {
    List<String> key = new ArrayList<>(List.of(drug));
    genes.forEach(gene -> key.add(answers.getOrDefault(gene, "")));
    List<Advice> advice = known.get(key);
    if (advice == null) {
      Map<String, GeneCall> found = new HashMap<>();
      genes.stream()
          .filter(answers::containsKey)
          .forEach(gene -> found.put(gene, calls.get(answers.get(gene))));
      advice = guidelines.advise(drug, found);
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.put(key, advice);
    }
    return advice;
  }

  private static Row row(String sample, Advice advice) {
    return RowFactory.create(
        sample,
        advice.drug(),
        advice.guideline().id(),
        advice.recommendation().id(),
        advice.genotypes().toArray(String[]::new));
  }
}
