package org.medley.models.family;

class CauseSpecificTest extends ModelFamilyContract {
  @Override
  ModelFamily family() {
    return new CauseSpecific();
  }
}
