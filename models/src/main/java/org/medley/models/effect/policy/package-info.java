/** What a policy of following predicted effects does to whom. */
package org.medley.models.effect.policy;
