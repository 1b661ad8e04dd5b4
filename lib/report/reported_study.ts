/**
 * What a report is made of.
 *
 * @module
 */
import type { StudyRecord } from "../results/json.ts";
import type { Provenance } from "../trial/provenance.ts";

/** A study as a report tells of it. A `Study` is one, and so is what a storage has of one. */
export interface ReportableStudy extends StudyRecord {
  /**
   * Where its runs come from.
   *
   * @default {null}
   */
  readonly provenance?: Provenance | null;
}

/** The same, with all that may be left out, and trials of numbers that are all different. */
export type ReportedStudy = Required<ReportableStudy>;
