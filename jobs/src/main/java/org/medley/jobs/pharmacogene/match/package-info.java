/**
 * The named-allele matcher: diplotypes of one gene from the calls at its positions, with the same
 * answers as PharmCAT's.
 */
package org.medley.jobs.pharmacogene.match;
