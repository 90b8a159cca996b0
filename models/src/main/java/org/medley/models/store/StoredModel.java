package org.medley.models.store;

import org.medley.models.fitted.FittedModel;

/**
 * A model read from its folder.
 *
 * @param model ready to score
 * @param provenance where it comes from
 * @param digest SHA-256 of the folder's manifest, which covers every file
 */
public record StoredModel(FittedModel model, ModelProvenance provenance, String digest) {}
