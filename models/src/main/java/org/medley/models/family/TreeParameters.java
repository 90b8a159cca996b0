package org.medley.models.family;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;

/** The numbers of trees by the place of each node: L and R tell the way from the root. */
final class TreeParameters {
  private TreeParameters() {}

  static Map<String, Double> of(DecisionTreeRegressionModel[] trees, double[] weights) {
    Map<String, Double> numbers = new TreeMap<>();
    for (int t = 0; t < trees.length; t++) {
      numbers.put("tree " + t + " weight", weights[t]);
      add(numbers, "tree " + t + " root", trees[t].rootNode());
    }
    return numbers;
  }

  private static void add(Map<String, Double> numbers, String place, Node node) {
    if (node instanceof InternalNode inner && inner.split() instanceof ContinuousSplit split) {
      numbers.put(place + " splits covariate " + split.featureIndex() + " at", split.threshold());
      add(numbers, place + "L", inner.leftChild());
      add(numbers, place + "R", inner.rightChild());
    } else {
      numbers.put(place + " leaf", node.prediction());
    }
  }
}
