package org.medley.models.family;

class DiscreteHazardsTest extends ModelFamilyContract {
  @Override
  ModelFamily family() {
    return new DiscreteHazards();
  }
}
