/**
 * A table, free of any markup: the renderers beside format it as Markdown, LaTeX, HTML and plain
 * text.
 *
 * @module
 */
import { refuseType } from "../check/check.ts";

/** A column of a {@linkcode Table}. */
export interface TableColumn {
  /** By which the rows name its cells. */
  readonly key: string;
  /** At most two words, so that a narrow header breaks once. */
  readonly title: string;
  /** Numbers stand right. */
  readonly align: "left" | "right";
  /**
   * Its texts may break over lines where room is short.
   *
   * @default {false}
   */
  readonly breaks?: boolean;
  /**
   * Its texts are code, such as layers in compact form.
   *
   * @default {false}
   */
  readonly code?: boolean;
}

/** One trial in a {@linkcode Table}. */
export interface TableRow {
  /** A text for the key of every column. */
  readonly cells: Readonly<Record<string, string>>;
  /**
   * `best`: the study's best, which every renderer marks with a star; `likeBest`: one that cannot be
   * told from it, which is marked with ≈; null: any other.
   */
  readonly mark: TableMark | null;
}

/** What sets a row apart. */
export type TableMark = "best" | "likeBest";

/** The signs of the marks. */
export const signs: Readonly<Record<TableMark, string>> = { best: "★", likeBest: "≈" };

/** A table of plain texts. */
export interface Table {
  /** The columns, left to right; the first names its row. One left out here is not shown. */
  readonly columns: readonly TableColumn[];
  /** One per trial, or whatever the caption says. */
  readonly rows: readonly TableRow[];
  /**
   * Sentences below: why trials failed or were stopped, how all were trained, what computed them,
   * the study's best beside its reference.
   */
  readonly notes: readonly string[];
  /**
   * What it shows, in a few words for readers who do not see it.
   *
   * @default {"Trials of the study"}
   */
  readonly caption?: string;
}

/**
 * A table, as the renderers are handed it.
 *
 * @throws {TypeError} If it is none.
 */
export function checkTable(table: Table): Table {
  const isTable = [table?.columns, table?.rows, table?.notes].every(Array.isArray) &&
    ["undefined", "string"].includes(typeof table.caption);
  return isTable ? table : refuseType("a table", "one such as toTable(study.trials)", table);
}
