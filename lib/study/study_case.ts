/**
 * What a study tries: a net, and what is said of its training.
 *
 * @module
 */
import type { Layer } from "../models/layers.ts";
import type { SearchTrial } from "../search_space/search_trial.ts";
import type { Optimizer } from "../trial/setup.ts";

/** What a search function gives: a net, and what it says of its training. */
export interface SearchResult {
  /** The net has these hidden layers, from first to last, as values or in compact form. */
  readonly layers: readonly Layer[] | string;
  /**
   * It is trained for this many passes over the training images, at least 1; by default as many as
   * the study says.
   *
   * @default {study.epochs}
   */
  readonly epochs?: number;
  /**
   * Each step takes this many images, at least 1; by default as many as the study says.
   *
   * @default {study.batchSize}
   */
  readonly batchSize?: number;
  /**
   * It updates the weights; by default the study's does.
   *
   * @default {study.optimizer}
   */
  readonly optimizer?: Optimizer;
}

/**
 * A net to try. What a case says of its training goes before what the study says. A net of the
 * catalogue is a case too.
 */
export interface StudyCase extends SearchResult {
  /** Tables and charts call it by this name; no two cases of a study share one. */
  readonly name: string;
  /**
   * It seeds all that is random in this case; by default the study's does.
   *
   * @default {study.seed}
   */
  readonly seed?: number;
}

/**
 * Says what may vary: it asks the trial that it is given, and returns what came of it as plain data.
 * It depends on the answers and on nothing else, for it is asked again where a study goes on.
 */
export type SearchFunction = (trial: SearchTrial) => SearchResult;
