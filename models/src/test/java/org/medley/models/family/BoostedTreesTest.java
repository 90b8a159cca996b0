package org.medley.models.family;

class BoostedTreesTest extends ModelFamilyContract {
  @Override
  ModelFamily family() {
    return new BoostedTrees();
  }
}
