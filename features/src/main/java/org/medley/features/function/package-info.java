/**
 * Java methods as columns, where Spark has no function or none that is quick enough for what is
 * asked of every row.
 */
package org.medley.features.function;
