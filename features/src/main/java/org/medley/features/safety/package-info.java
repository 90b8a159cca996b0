/**
 * What speaks against a drug for a person: safety rules, which are data, applied to everything that
 * is known of people at one instant. Depends on the contracts, code sets and Spark SQL.
 */
package org.medley.features.safety;
