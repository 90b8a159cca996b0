/**
 * The tables that the parts of Medley agree on: one class of column constants and one {@link
 * org.medley.features.contract.TableContract} for each. Depends on Spark's types alone.
 */
package org.medley.features.contract;
