/**
 * The version of the arithmetic of training.
 *
 * @module
 */

/**
 * Counts up when a kernel, or anything else in training, gives other bits than before: runs of one
 * setup are the same if this is the same, and stored ones are not taken for new ones otherwise.
 */
export const ARITHMETIC = 1;
