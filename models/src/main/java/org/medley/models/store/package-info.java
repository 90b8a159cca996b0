/**
 * The folder of one trained model: stages in MLlib's own format, the rest as JSON, and a manifest
 * that is written last and verified before anything is loaded.
 */
package org.medley.models.store;
