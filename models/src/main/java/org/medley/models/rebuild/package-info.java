/**
 * Trains a stored model anew from its snapshot and settings, and says what differs; after the
 * reproducibility of Tribuo.
 */
package org.medley.models.rebuild;
