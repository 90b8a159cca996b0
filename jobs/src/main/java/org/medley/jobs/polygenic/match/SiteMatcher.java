package org.medley.jobs.polygenic.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.polygenic.weight.Category;

/**
 * Which weights belong to a line of VCF, and what becomes of them there.
 *
 * <p>Decision: where several weights of one score have the same variant, none of them counts, as in
 * pgsc_calc: the file does not say which is meant. plink2 refuses such files as a whole.
 */
public final class SiteMatcher implements Serializable {
  private static final long serialVersionUID = 1L;

  private final WeightIndex weights;
  private final MatchSettings settings;
  private final Map<Integer, Category> contested;

  /**
   * A matcher.
   *
   * @param contested of weights that match several lines the type of the line that is meant, or
   *     {@link Category#DUPLICATE} where it cannot be told
   */
  public SiteMatcher(
      WeightIndex weights, MatchSettings settings, Map<Integer, Category> contested) {
    this.weights = weights;
    this.settings = settings;
    this.contested = new HashMap<>(contested);
  }

  /** The matches of a line among the weights {@code near} it, in the order of their numbers. */
  public List<Match> matches(int[] near, SiteAlleles site) {
    AlleleMatcher alleles = new AlleleMatcher(site, settings);
    List<Match> matches = new ArrayList<>();
    Map<String, Integer> weightsOfVariant = new HashMap<>();
    for (int weight : near) {
      Match match = alleles.match(weight, weights.variant(weight));
      if (match != null && isMeant(match)) {
        matches.add(match);
        weightsOfVariant.merge(variant(match), 1, Integer::sum);
      }
    }
    matches.replaceAll(match -> outcome(match, weightsOfVariant.get(variant(match)) > 1));
    return matches;
  }

  private boolean isMeant(Match match) {
    Category meant = contested.get(match.weight());
    return meant == null || meant == Category.DUPLICATE || meant == match.type();
  }

  private Match outcome(Match match, boolean repeated) {
    boolean duplicate = repeated || contested.get(match.weight()) == Category.DUPLICATE;
    return duplicate && match.category().counts() ? match.as(Category.DUPLICATE) : match;
  }

  private String variant(Match match) {
    return weights.score(match.weight()) + " " + match.alleles();
  }
}
