package org.medley.jobs.pharmacogene.definition;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A named allele: what it has at each position of its gene.
 *
 * @param name such as *2
 * @param reference whether it is the allele that is defined everywhere
 * @param bases for each position of the gene, in its order: bases, a letter of {@link Wobble}, or
 *     null where the allele does not depend on the position
 */
public record NamedAllele(String name, boolean reference, List<String> bases)
    implements Serializable {

  /** An allele with a list of its own. */
  public NamedAllele {
    bases = Collections.unmodifiableList(new ArrayList<>(bases));
  }
}
