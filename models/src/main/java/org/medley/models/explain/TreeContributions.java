package org.medley.models.explain;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;

/**
 * Contributions along the decision path (Saabas 2014; Palczewska et al. 2013): each split gives its
 * covariate the change of the node's mean, summed over trees with their weights. The base is the
 * weighted sum of the roots, the average over the training members.
 */
public final class TreeContributions implements Contributions {
  private static final long serialVersionUID = 1L;

  private final int size;
  private final double base;
  private final List<TreeNode> trees;

  /**
   * Of the weighted sum of trees with continuous splits.
   *
   * @param scale factor from the weighted sum to log odds
   * @param size number of covariates
   */
  public TreeContributions(
      DecisionTreeRegressionModel[] trees, double[] weights, double scale, int size) {
    this(0, nodes(trees, weights, scale), size);
  }

  /**
   * Of a sum of trees.
   *
   * @param start what every row has before the first tree
   * @param trees their roots
   * @param size number of covariates
   */
  public TreeContributions(double start, List<TreeNode> trees, int size) {
    this.size = size;
    this.trees = new ArrayList<>(trees);
    double sum = start;
    for (TreeNode root : trees) {
      sum += root.mean();
    }
    this.base = sum;
  }

  @Override
  public double base() {
    return base;
  }

  @Override
  public double[] of(Vector features) {
    double[] parts = new double[size];
    for (TreeNode root : trees) {
      TreeNode at = root;
      while (!at.leaf()) {
        TreeNode next = at.next(features);
        parts[at.covariate()] += next.mean() - at.mean();
        at = next;
      }
    }
    return parts;
  }

  private static List<TreeNode> nodes(
      DecisionTreeRegressionModel[] trees, double[] weights, double scale) {
    List<TreeNode> nodes = new ArrayList<>();
    for (int t = 0; t < trees.length; t++) {
      nodes.add(TreeNode.of(trees[t].rootNode(), weights[t] * scale));
    }
    return nodes;
  }
}
