package org.medley.jobs.pharmacogene.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.medley.jobs.source.RejectedLine;

/**
 * A call by the numbers of its alleles.
 *
 * @param alleles numbers, 0 for the reference and {@link #MISSING} for one that was not called
 * @param phased whether every mark between them is a bar
 */
public record Genotype(List<Integer> alleles, boolean phased) {
  /** Stands for an allele that was not called. */
  public static final int MISSING = -1;

  private static final Pattern LEGAL =
      Pattern.compile("[|/]?(\\.|[0-9]{1,6})([|/](\\.|[0-9]{1,6}))*");
  private static final Pattern MARK = Pattern.compile("[|/]");

  /** A genotype with a list of its own. */
  public Genotype {
    alleles = List.copyOf(alleles);
  }

  /**
   * The call that {@code text} states, such as {@code 0|1}, {@code ./.} or {@code 1}; since VCF 4.4
   * a mark of phase may lead.
   *
   * @throws RejectedLine if it is malformed or names an allele beyond {@code alternates}
   */
  public static Genotype parse(String text, int alternates) throws RejectedLine {
    if (!LEGAL.matcher(text).matches()) {
      throw new RejectedLine("bad-genotype", "a call is not alleles parted by | or /");
    }
    boolean leading = MARK.matcher(text).lookingAt();
    List<Integer> alleles = new ArrayList<>();
    for (String allele : MARK.split(leading ? text.substring(1) : text)) {
      int number = allele.equals(".") ? MISSING : Integer.parseInt(allele);
      if (number > alternates) {
        throw new RejectedLine(
            "no-such-allele", "a call names an allele that the site does not have");
      }
      alleles.add(number);
    }
    return new Genotype(alleles, text.indexOf('/') < 0 && text.indexOf('|') >= 0);
  }
}
