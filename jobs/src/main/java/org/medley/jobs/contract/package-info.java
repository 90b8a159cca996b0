/** Contracts of the tables that only the night itself writes: published tables and the ledger. */
package org.medley.jobs.contract;
