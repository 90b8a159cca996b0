package org.medley.models.explain;

import java.io.Serializable;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;

/**
 * A node of a regression tree.
 *
 * @param covariate index of the covariate that it splits; -1 at a leaf
 * @param threshold values up to it, itself included, go left
 * @param zero where a value of zero goes, whatever the threshold: -1 left, 1 right, 0 at a leaf
 * @param mean what the rows below are given on average; at a leaf what they are given
 * @param left null at a leaf
 * @param right null at a leaf
 */
public record TreeNode(
    int covariate, double threshold, int zero, double mean, TreeNode left, TreeNode right)
    implements Serializable {
  private static final int LEAF = -1;

  /** A leaf that gives {@code value}. */
  public static TreeNode leaf(double value) {
    return new TreeNode(LEAF, 0, 0, value, null, null);
  }

  /**
   * A node of MLlib and all below it, with every mean times {@code factor}.
   *
   * @throws IllegalArgumentException if a split is not continuous
   */
  public static TreeNode of(Node node, double factor) {
    double mean = node.prediction() * factor;
    if (!(node instanceof InternalNode inner)) {
      return leaf(mean);
    }
    if (!(inner.split() instanceof ContinuousSplit split)) {
      throw new IllegalArgumentException("Only trees with continuous splits can be explained.");
    }
    return new TreeNode(
        split.featureIndex(),
        split.threshold(),
        0 <= split.threshold() ? -1 : 1,
        mean,
        of(inner.leftChild(), factor),
        of(inner.rightChild(), factor));
  }

  /** Whether nothing is below. */
  public boolean leaf() {
    return covariate == LEAF;
  }

  /** The node below to which {@code features} go; not to be called at a leaf. */
  public TreeNode next(Vector features) {
    double value = features.apply(covariate);
    boolean goesLeft = value == 0 ? zero < 0 : value <= threshold;
    return goesLeft ? left : right;
  }

  /** What the leaf of {@code features} gives. */
  public double of(Vector features) {
    TreeNode at = this;
    while (!at.leaf()) {
      at = at.next(features);
    }
    return at.mean;
  }
}
