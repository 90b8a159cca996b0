package org.medley.models.family;

class RandomForestTest extends ModelFamilyContract {
  @Override
  ModelFamily family() {
    return new RandomForest();
  }
}
