package org.medley.models.explain;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;

/**
 * Contributions along the decision path (Saabas 2014; Palczewska et al. 2013): each split gives its
 * covariate the change of the node's mean, summed over trees with their weights. The base is the
 * weighted sum of the roots, the average over the training members.
 */
public final class TreeContributions implements Contributions {
  private static final long serialVersionUID = 1L;

  private final int size;
  private final double base;
  private final List<Step> trees;

  /** A node; {@code feature} is -1 at a leaf. */
  private record Step(int feature, double threshold, double mean, Step left, Step right)
      implements Serializable {}

  /**
   * Of the weighted sum of trees with continuous splits.
   *
   * @param scale factor from the weighted sum to log odds
   * @param size number of covariates
   */
  public TreeContributions(
      DecisionTreeRegressionModel[] trees, double[] weights, double scale, int size) {
    this.size = size;
    this.trees = new ArrayList<>();
    double sum = 0;
    for (int t = 0; t < trees.length; t++) {
      Step root = step(trees[t].rootNode(), weights[t] * scale);
      this.trees.add(root);
      sum += root.mean;
    }
    this.base = sum;
  }

  @Override
  public double base() {
    return base;
  }

  @Override
  public double[] of(Vector features) {
    double[] x = features.toArray();
    double[] parts = new double[size];
    for (Step root : trees) {
      Step at = root;
      while (at.feature >= 0) {
        Step next = x[at.feature] <= at.threshold ? at.left : at.right;
        parts[at.feature] += next.mean - at.mean;
        at = next;
      }
    }
    return parts;
  }

  private static Step step(Node node, double factor) {
    double mean = node.prediction() * factor;
    if (!(node instanceof InternalNode inner)) {
      return new Step(-1, 0, mean, null, null);
    }
    if (!(inner.split() instanceof ContinuousSplit split)) {
      throw new IllegalArgumentException("Only trees with continuous splits can be explained.");
    }
    return new Step(
        split.featureIndex(),
        split.threshold(),
        mean,
        step(inner.leftChild(), factor),
        step(inner.rightChild(), factor));
  }
}
