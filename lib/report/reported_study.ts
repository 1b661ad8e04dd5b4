/**
 * What a report is made of.
 *
 * @module
 */
import type { Dataset } from "../datasets/dataset.ts";
import type { StudyRecord } from "../results/json.ts";
import type { Provenance } from "../trial/provenance.ts";
import type { Classifier } from "./find_mistakes.ts";

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

/** What a report shows beside the study, and how it treats what is there. */
export interface ReportOptions {
  /**
   * What the study was trained on: the images that the best gets wrong are shown from it. Null: they
   * are left out.
   *
   * @default {null}
   */
  readonly data?: Dataset | null;
  /**
   * The net of the best trial's best run, such as `await study.best.load()`: it says what each image
   * was taken for. Null: that is left out.
   *
   * @default {null}
   */
  readonly classifier?: Classifier | null;
  /**
   * The page is printed as well where it is true, by the machine's Chromium or Chrome, into a PDF file
   * of the same name.
   *
   * @default {false}
   */
  readonly pdf?: boolean;
  /**
   * Another file, or the report of another or a fuller study, is written over where it is true.
   *
   * @default {false}
   */
  readonly overwrite?: boolean;
}
