/** Weights that make members with a known label stand for those lost to follow-up. */
package org.medley.models.censoring;
