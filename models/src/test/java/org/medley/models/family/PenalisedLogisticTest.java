package org.medley.models.family;

class PenalisedLogisticTest extends ModelFamilyContract {
  @Override
  ModelFamily family() {
    return new PenalisedLogistic();
  }
}
