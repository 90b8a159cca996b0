/**
 * The tables that hold trained models and what is known about them. Depends on features.contract.
 */
package org.medley.models.contract;
