/** Learners of individual effects: S, T, X, R and DR over any base learner. */
package org.medley.models.effect.learner;
