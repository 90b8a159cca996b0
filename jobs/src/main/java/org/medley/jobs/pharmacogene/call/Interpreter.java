package org.medley.jobs.pharmacogene.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.pharmacogene.match.Diplotype;
import org.medley.jobs.pharmacogene.match.GeneMatch;
import org.medley.jobs.pharmacogene.match.Haplotype;
import org.medley.jobs.pharmacogene.outside.OutsideCall;
import org.medley.jobs.pharmacogene.phenotype.LookupDiplotypes;
import org.medley.jobs.pharmacogene.phenotype.Outcome;
import org.medley.jobs.pharmacogene.phenotype.Phenotypes;

/** Looks diplotypes and outside calls up in the phenotype tables. */
final class Interpreter {
  private static final Pattern COPIES = Pattern.compile("(.+)x([0-9]{1,3})");
  private static final int MANY = 3;

  private final Phenotypes phenotypes;

  Interpreter(Phenotypes phenotypes) {
    this.phenotypes = phenotypes;
  }

  /** What follows from {@code diplotype}. */
  Interpretation of(String gene, Diplotype diplotype) {
    Optional<Outcome> outcome = phenotypes.outcome(gene, diplotype);
    List<String> found = new ArrayList<>(phenotypes.presence(gene, diplotype));
    outcome.map(Outcome::phenotype).filter(Interpreter::isAvailable).ifPresent(found::add);
    return new Interpretation(
        diplotype,
        found,
        outcome.map(Outcome::activityScore).filter(Interpreter::isAvailable).stream().toList());
  }

  /** What follows from {@code call}: what it says itself goes before what the tables say. */
  Interpretation of(OutsideCall call) {
    String gene = call.gene();
    Interpretation looked =
        call.diplotype() == null
            ? new Interpretation(null, List.of(), List.of())
            : of(gene, lookup(gene, counted(gene, call.diplotype())));
    List<String> found = looked.phenotypes();
    List<String> scores = looked.activityScores();
    if (call.activityScore() != null) {
      scores = List.of(call.activityScore());
      found = phenotypes.phenotypeOf(gene, call.activityScore()).map(List::of).orElse(found);
    }
    if (call.phenotype() != null) {
      found = List.of(call.phenotype());
      if (call.activityScore() == null && scores.isEmpty()) {
        scores = phenotypes.scoresOf(gene, call.phenotype());
      }
    }
    return new Interpretation(looked.diplotype(), found, scores);
  }

  private Diplotype lookup(String gene, Diplotype diplotype) {
    GeneMatch match = GeneMatch.of(List.of(diplotype), List.of());
    return new LookupDiplotypes(gene, phenotypes).of(match).get(0);
  }

  /** The diplotype with numbers of copies as the table has them: *1x5 is a row *1x≥3 there. */
  private Diplotype counted(String gene, Diplotype diplotype) {
    Haplotype first = counted(gene, diplotype.first());
    return diplotype.second() == null
        ? Diplotype.haploid(first)
        : Diplotype.of(first, counted(gene, diplotype.second()));
  }

  private Haplotype counted(String gene, Haplotype haplotype) {
    String name = haplotype.label();
    Matcher copies = COPIES.matcher(name);
    if (phenotypes.knows(gene, name)
        || !copies.matches()
        || Integer.parseInt(copies.group(2)) < MANY) {
      return haplotype;
    }
    String row = "%sx≥%d".formatted(copies.group(1), MANY);
    return phenotypes.knows(gene, row) ? Haplotype.of(row) : haplotype;
  }

  private static boolean isAvailable(String value) {
    return !value.equalsIgnoreCase(Phenotypes.NOT_AVAILABLE);
  }
}
