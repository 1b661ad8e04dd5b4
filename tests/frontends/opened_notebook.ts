/**
 * A notebook that is open in a front end, used as its reader uses it: by menus and buttons.
 *
 * @module
 */
import type { Locator, Page } from "playwright-core";
import type { Notebook } from "../../lib/cli/maintainers/run_notebook.ts";
import type { Place } from "./place.ts";

/** A figure as a page has drawn it. */
export interface DrawnFigure {
  /** How many traces it was given, */
  readonly traces: number;
  /** and how many lines, bars and maps can be seen of them. */
  readonly marks: number;
  readonly description: string | null;
}

/** Looks at all figures whose drawing is complete, for Plotly leaves three layers in them. */
const FIGURES = `[...document.querySelectorAll("[data-figure]")]
  .filter((figure) => figure.querySelectorAll(".main-svg").length === 3)
  .map((figure) => ({
    traces: figure.data.length,
    marks: figure.querySelectorAll(".scatterlayer .trace, .barlayer .trace, .hm").length,
    description: figure.getAttribute("aria-label"),
  }))`;

/**
 * Keeps how many epochs live displays show of all their trials together while their studies run, in
 * the order in which it came: the clock alone changes none of that.
 */
const WATCH = `(() => {
  window.liveEpochs = [];
  const look = () => {
    for (const table of document.querySelectorAll(".jp-OutputArea-output table")) {
      const titles = [...table.querySelectorAll("thead th")].map((head) => head.textContent);
      const column = titles.indexOf("Epoch");
      const runs = [...table.parentElement.children]
        .some(({ textContent }) => textContent.startsWith("Running: "));
      if (!runs || column === -1) continue;
      const sum = [...table.tBodies[0].rows]
        .reduce((sum, { cells }) => sum + parseInt(cells[column].textContent), 0);
      if (sum !== liveEpochs.at(-1)) liveEpochs.push(sum);
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
})()`;

/** Plenty for a machine under load. */
const WAIT_MS = 120_000;
const POLL_MS = 100;
/** In pixels; notebooks are as high as they are. */
const WIDTH = 1280;
/** What stands below a notebook. */
const BELOW = 60;

/** A notebook in a page of its own, until disposed. */
export class OpenedNotebook implements AsyncDisposable {
  readonly #place: Place;
  readonly #file: string;
  readonly #at: string;
  readonly #notebook: Notebook;
  readonly #page: Page;

  private constructor(place: Place, file: string, at: string, notebook: Notebook, page: Page) {
    this.#place = place;
    this.#file = file;
    this.#at = at;
    this.#notebook = notebook;
    this.#page = page;
  }

  /**
   * Opens it, once all its cells are there.
   *
   * @param file From the folder of the place.
   * @param at Where the front end opens it.
   */
  static async open(place: Place, file: string, at: string): Promise<OpenedNotebook> {
    const notebook = JSON.parse(await Deno.readTextFile(`${place.folder}/${file}`));
    const page = await place.context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(place.lab.address(at));
    const last = page.locator(".jp-Notebook .jp-Cell").nth(notebook.cells.length - 1);
    await last.waitFor({ state: "attached" });
    await page.evaluate(WATCH);
    return new OpenedNotebook(place, file, at, notebook, page);
  }

  /** Opens what is saved of it in another page, which is light or dark. */
  async again(theme: "light" | "dark"): Promise<OpenedNotebook> {
    await this.#place.lab.useTheme(theme);
    return await OpenedNotebook.open(this.#place, this.#file, this.#at);
  }

  /** Run, Run All Cells; once more where the front end lost it, its kernel being just there. */
  async runAll(): Promise<void> {
    const begun = this.#page.locator(".jp-CodeCell .jp-InputPrompt").filter({ hasText: /[\d*]/ });
    for (let tries = 3; tries > 0; tries--) {
      await this.#menu("Run", "Run All Cells");
      const timeout = WAIT_MS / 10;
      if (await begun.first().waitFor({ timeout }).then(() => true, () => false)) return;
    }
    throw new Error(`No cell of ${this.#file} began to run.`);
  }

  /** The button of the toolbar. */
  async interrupt(): Promise<void> {
    await this.#page.getByRole("button", { name: /Interrupt the kernel/ }).click();
  }

  /** File, Save Notebook; gives what stands in the file once all cells have run. */
  async save(): Promise<Notebook> {
    await this.#menu("File", /^Save Notebook(?! As)/);
    const until = Date.now() + WAIT_MS;
    while (Date.now() < until) {
      const saved = await readWhole(`${this.#place.folder}/${this.#file}`);
      if (saved?.cells.every((cell) => cell.execution_count !== null)) return saved;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new Error(`${this.#file} is not saved.`);
  }

  /** Waits until the cell of this id shows such a text, and gives it. */
  async shows(id: string, text: RegExp): Promise<string> {
    const index = this.#notebook.cells.findIndex((cell) => cell.id === id);
    const found = this.#cell(index).locator(".jp-OutputArea").getByText(text).first();
    await found.waitFor({ state: "attached" });
    return (await found.textContent())!;
  }

  /** Waits until no cell runs or is queued. */
  async ends(): Promise<void> {
    const prompts = this.#page.locator(".jp-CodeCell .jp-InputPrompt");
    await prompts.last().filter({ hasText: /\d/ }).waitFor({ state: "attached" });
    await prompts.filter({ hasText: "*" }).first().waitFor({ state: "detached" });
  }

  /** The epochs of all trials that live displays have shown so far, each time there were others. */
  async liveEpochs(): Promise<number[]> {
    return await this.#page.evaluate("liveEpochs");
  }

  /** All figures, once at least so many are drawn. */
  async figures(count: number): Promise<DrawnFigure[]> {
    await this.#page.waitForFunction(`${FIGURES}.length >= ${count}`);
    return await this.#page.evaluate(FIGURES);
  }

  /** All that stands below its cells, as text. */
  async texts(): Promise<string[]> {
    return await this.#page.locator(".jp-OutputArea-output").allTextContents();
  }

  /** The kernel that it runs on. */
  async kernel(): Promise<string | undefined> {
    const sessions = await this.#place.lab.sessions();
    return sessions.find(({ path }) => path === this.#file)?.kernel.id;
  }

  /** Takes a picture of the whole notebook, and keeps it beside the file. */
  async picture(name: string): Promise<void> {
    // Cells that were never in view have their true height only then.
    for (let look = 0; look < 2; look++) {
      const height = await this.#cell(-1).evaluate((last) => {
        last.closest(".jp-WindowedPanel-outer")!.scrollTop = 0;
        return Math.ceil(last.getBoundingClientRect().bottom);
      });
      await this.#page.setViewportSize({ width: WIDTH, height: height + BELOW });
    }
    const path = `${this.#place.folder}/${this.#file.replace(".ipynb", "")}-${name}.png`;
    await this.#page.screenshot({ path });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#page.close();
  }

  async #menu(name: string, entry: string | RegExp): Promise<void> {
    await this.#page.getByRole("menuitem", { name, exact: true }).click();
    await this.#page.getByRole("menuitem", { name: entry, exact: true }).first().click();
  }

  /** A cell by its place; -1 is the last. */
  #cell(index: number): Locator {
    return this.#page.locator(".jp-Notebook .jp-Cell").nth(index);
  }
}

/** A notebook in a file; null where it is being written just now. */
async function readWhole(path: string): Promise<Notebook | null> {
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
