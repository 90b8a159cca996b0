package org.medley.jobs.source.vcf.annotation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of INFO that holds annotations, as its declaration explains it: the columns stand there,
 * parted by bars. That text decides which annotator wrote it, not the name of the field, which
 * users may choose.
 */
final class AnnotationField implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Pattern DECLARATION =
      Pattern.compile("##INFO=<ID=([^,>]+),.*?Description=\"([^\"]*)\".*");
  private static final Pattern VEP = Pattern.compile("(?i).*Format:\\s*(.*)");
  private static final Pattern SNPEFF = Pattern.compile("(?i).*Functional annotations:\\s*(.*)");
  private static final Pattern FREQUENCY = Pattern.compile("(?:.*_)?AF");

  /** Key of the field in INFO. */
  final String key;

  /** Whether SnpEff wrote it, else VEP. */
  final boolean snpEff;

  /** Columns that an annotation has. */
  final int columns;

  final int allele;
  final int alleleNumber;
  final int consequence;
  final int impact;
  final int symbol;
  final int geneId;
  final int featureType;
  final int feature;
  final int biotype;
  final int hgvsC;
  final int hgvsP;
  final int canonical;
  final int mane;
  final int lof;

  /** Columns that hold the share of the alternate in a population. */
  final ArrayList<Integer> frequencies = new ArrayList<>();

  private AnnotationField(String key, boolean snpEff, List<String> names) {
    this.key = key;
    this.snpEff = snpEff;
    this.columns = names.size();
    this.allele = place(names, "ALLELE");
    this.alleleNumber = place(names, "ALLELE_NUM");
    this.consequence = place(names, "CONSEQUENCE", "ANNOTATION");
    this.impact = place(names, "IMPACT", "ANNOTATION_IMPACT");
    this.symbol = place(names, "SYMBOL", "GENE_NAME", "HGNC");
    this.geneId = place(names, "GENE", "GENE_ID");
    this.featureType = place(names, "FEATURE_TYPE");
    this.feature = place(names, "FEATURE", "FEATURE_ID");
    this.biotype = place(names, "BIOTYPE", "TRANSCRIPT_BIOTYPE");
    this.hgvsC = place(names, "HGVSC", "HGVS.C");
    this.hgvsP = place(names, "HGVSP", "HGVS.P");
    this.canonical = place(names, "CANONICAL");
    this.mane = place(names, "MANE_SELECT", "MANE");
    this.lof = place(names, "LOF");
    for (int i = 0; i < names.size(); i++) {
      if (FREQUENCY.matcher(names.get(i)).matches()) {
        frequencies.add(i);
      }
    }
  }

  /** The field that a line of a header declares; empty: it declares none of annotations. */
  static Optional<AnnotationField> declaredBy(String line) {
    Matcher declaration = DECLARATION.matcher(line);
    if (!declaration.matches()) {
      return Optional.empty();
    }
    String description = declaration.group(2);
    Matcher vep = VEP.matcher(description);
    Matcher snpEff = SNPEFF.matcher(description);
    boolean bySnpEff = snpEff.matches();
    if (!bySnpEff && !vep.matches()) {
      return Optional.empty();
    }
    List<String> names =
        Arrays.stream((bySnpEff ? snpEff : vep).group(1).replace("'", "").split("\\|", -1))
            .map(name -> name.strip().toUpperCase(Locale.ROOT))
            .toList();
    AnnotationField field = new AnnotationField(declaration.group(1), bySnpEff, names);
    return field.allele >= 0 && field.consequence >= 0 ? Optional.of(field) : Optional.empty();
  }

  /** Whether the annotations say which transcripts stand for their genes. */
  boolean saysCanonical() {
    return canonical >= 0 || mane >= 0;
  }

  private static int place(List<String> names, String... wanted) {
    for (String name : wanted) {
      if (names.contains(name)) {
        return names.indexOf(name);
      }
    }
    return -1;
  }
}
