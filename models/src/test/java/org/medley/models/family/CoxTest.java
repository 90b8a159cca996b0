package org.medley.models.family;

class CoxTest extends ModelFamilyContract {
  @Override
  ModelFamily family() {
    return new Cox();
  }
}
