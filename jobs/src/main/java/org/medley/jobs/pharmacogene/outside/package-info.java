/** Calls that other tools made of genes that the matcher cannot call, read from a table. */
package org.medley.jobs.pharmacogene.outside;
