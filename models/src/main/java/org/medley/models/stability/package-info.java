/**
 * How much a model depends on the people, years and sites that it happened to be trained on: what
 * takes many fits and is not done each night. Depends on train, evaluate, statistics and store.
 */
package org.medley.models.stability;
