package org.medley.models.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.medley.models.explain.TreeNode;
import org.medley.models.statistics.LogisticFit;

/**
 * The trees of XGBoost's own JSON format (its documentation, "Introduction to Model IO"), as
 * numbers. XGBoost compares in single precision and asks for less than the threshold; the
 * thresholds here are the largest doubles that go left.
 */
final class XgBoostTrees {
  /** What XGBoost calls the format. */
  static final String FORMAT = "json";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int NO_CHILD = -1;

  private XgBoostTrees() {}

  /** The trees of {@code model}, which were boosted for the logistic loss. */
  static TreeSum of(byte[] model) {
    try {
      JsonNode learner = MAPPER.readTree(model).required("learner");
      JsonNode parameters = learner.required("learner_model_param");
      List<TreeNode> trees = new ArrayList<>();
      learner
          .at("/gradient_booster/model/trees")
          .forEach(tree -> trees.add(new XgBoostTree(tree).node(0)));
      return new TreeSum(
          LogisticFit.logit(number(parameters, "base_score")),
          (int) number(parameters, "num_feature"),
          trees);
    } catch (IOException e) {
      throw new UncheckedIOException("XGBoost's model is no JSON.", e);
    }
  }

  /** A number in quotes, which newer versions put into brackets. */
  private static double number(JsonNode parameters, String name) {
    return Double.parseDouble(parameters.required(name).asText().replaceAll("[\\[\\]]", ""));
  }

  /** One tree: parallel arrays by node. */
  private record XgBoostTree(JsonNode tree) {
    TreeNode node(int at) {
      int left = tree.required("left_children").get(at).intValue();
      double split = tree.required("split_conditions").get(at).doubleValue();
      if (left == NO_CHILD) {
        return TreeNode.leaf((float) split);
      }
      TreeNode below = node(left);
      int right = tree.required("right_children").get(at).intValue();
      TreeNode beside = node(right);
      double share = rows(left) / (rows(left) + rows(right));
      return new TreeNode(
          tree.required("split_indices").get(at).intValue(),
          inclusive((float) split),
          tree.required("default_left").get(at).asInt() == 1 ? -1 : 1,
          share * below.mean() + (1 - share) * beside.mean(),
          below,
          beside);
    }

    /** Weight of the rows below, as the sum of second derivatives. */
    private double rows(int at) {
      return tree.required("sum_hessian").get(at).doubleValue();
    }
  }

  /** The largest double that is less than {@code threshold} when rounded to single precision. */
  static double inclusive(float threshold) {
    double middle = ((double) threshold + Math.nextDown(threshold)) / 2;
    return (float) middle < threshold ? middle : Math.nextDown(middle);
  }
}
