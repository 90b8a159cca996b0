package org.medley.jobs.pharmacogene.outside;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.pharmacogene.definition.AlleleNames;
import org.medley.jobs.pharmacogene.match.Haplotype;

/** Other tools' names of alleles and phenotypes in the words of the tables. */
final class OutsideNames {
  private static final Pattern COMBINATION = Pattern.compile("\\[(.+)]");
  private static final Pattern SUBALLELE = Pattern.compile("(\\*[0-9]+)\\.[0-9]{3}(x[0-9]+)?");
  private static final Pattern HLA = Pattern.compile("(\\*[0-9]+:[0-9]+)(:.+)?");
  private static final Pattern MITOCHONDRIAL = Pattern.compile("[0-9]+[ACGT]+>[ACGT]+");
  private static final Pattern METABOLISER = Pattern.compile("(?i)metabolis(e|o)r");
  private static final Pattern CAPITALISED = Pattern.compile("(?i).* (metabolizer|function)");
  private static final Pattern FIRST_LETTER = Pattern.compile("\\b[a-z]");
  private static final Pattern NUMBER = Pattern.compile("(≥?)([0-9]+)(\\.[0-9]+)?");
  private static final Map<String, String> PHENOTYPES =
      Map.of(
          "pm", "Poor Metabolizer",
          "im", "Intermediate Metabolizer",
          "nm", "Normal Metabolizer",
          "em", "Normal Metabolizer",
          "rm", "Rapid Metabolizer",
          "um", "Ultrarapid Metabolizer",
          "extensive metabolizer", "Normal Metabolizer");

  private OutsideNames() {}

  /** The haplotype that {@code text} names, of one allele or of several in brackets. */
  static Haplotype haplotype(String gene, String text) {
    Matcher combination = COMBINATION.matcher(text);
    List<String> parts =
        combination.matches()
            ? Arrays.asList(combination.group(1).split("\\s+\\+\\s+"))
            : List.of(text);
    List<String> alleles = new ArrayList<>(parts.stream().map(part -> allele(gene, part)).toList());
    alleles.sort(AlleleNames.ORDER);
    return new Haplotype(alleles, List.of());
  }

  private static String allele(String gene, String text) {
    String name = withoutGene(gene, text.strip());
    if (gene.startsWith("HLA-")) {
      Matcher fields = HLA.matcher(name);
      return fields.matches() ? fields.group(1) : name;
    }
    if (gene.equals("CYP2D6")) {
      Matcher suballele = SUBALLELE.matcher(name);
      return suballele.matches()
          ? suballele.group(1) + (suballele.group(2) == null ? "" : suballele.group(2))
          : name;
    }
    return gene.equals("MT-RNR1") && MITOCHONDRIAL.matcher(name).matches() ? "m." + name : name;
  }

  private static String withoutGene(String gene, String text) {
    if (text.startsWith(gene)) {
      return text.substring(gene.length()).strip();
    }
    String locus = gene.startsWith("HLA-") ? gene.substring("HLA-".length()) : gene;
    return text.startsWith(locus + "*") ? text.substring(locus.length()) : text;
  }

  /** The phenotype in the words of the tables. */
  static String phenotype(String text) {
    String american = METABOLISER.matcher(text).replaceAll("Metabolizer");
    String known = PHENOTYPES.get(american.toLowerCase(Locale.ROOT));
    if (known != null) {
      return known;
    }
    return CAPITALISED.matcher(american).matches()
        ? FIRST_LETTER
            .matcher(american)
            .replaceAll(letter -> letter.group().toUpperCase(Locale.ROOT))
        : american;
  }

  /** The score as the tables write it, whole numbers with a decimal. */
  static String score(String text) {
    Matcher number = NUMBER.matcher(text.replace(">=", "≥"));
    return number.matches()
        ? number.group(1) + number.group(2) + (number.group(3) == null ? ".0" : number.group(3))
        : text;
  }
}
