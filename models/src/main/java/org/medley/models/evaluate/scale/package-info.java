/**
 * Statistics of more predictions than a driver holds, by Spark's own aggregates and windows: what
 * reaches the driver are sums. Each agrees with its counterpart on arrays.
 */
package org.medley.models.evaluate.scale;
