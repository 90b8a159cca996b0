/** Why a score is what it is: contributions that add up to it, and words for them. */
package org.medley.models.explain;
