/**
 * Measures of a fitted model among the members of a night: how far covariates and risks are from
 * those of its training, and how its risks did on members whose labels have matured since.
 */
package org.medley.models.monitor;
