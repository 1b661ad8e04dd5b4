/** The report of a study in a browser: pictures of it are kept in `data/reports`. */
import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { imageAt } from "../../lib/datasets/dataset.ts";
import { findBrowser } from "../../lib/browser/find_browser.ts";
import { printPdf } from "../../lib/report/print_pdf.ts";
import { largeTrials, pageOf, reportable } from "../report/sample_report.ts";
import { namedTrials, shown } from "../results/names.ts";
import { sampleTrial } from "../results/sample_trials.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { runTool, toolTest } from "../tools.ts";
import { launchBrowser } from "./launch_browser.ts";
import { browserTest } from "./needs_browser.ts";

const folder = fileURLToPath(new URL("../../data/reports", import.meta.url));
const reference = { label: "the paper's best", value: 0.9806 };
const { test } = await loadSmallMnist(10, 60);
const digits = Array.from({ length: 40 }, (_, index) => ({
  ...imageAt(test, index),
  index,
  taken: 3,
  probability: 0.99 - index / 100,
}));
const mistakes = { shown: digits, count: 40, images: "test" } as const;
/** For the pictures: those of long pages take a browser long. */
const small = pageOf(reportable(largeTrials(6), { reference }), mistakes);
const large = pageOf(reportable(largeTrials(100), { reference }), mistakes);

let browser: Browser | undefined;
Deno.test.afterAll(() => browser?.close());

/** A page that is open, and what went wrong or out of it. */
interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: string[];
}

/** Opens a report as a file. */
async function openReport(html: string, name: string, options = {}): Promise<OpenPage> {
  browser ??= await launchBrowser();
  await Deno.mkdir(folder, { recursive: true });
  const url = `file://${folder}/${name}.html`;
  await Deno.writeTextFile(`${folder}/${name}.html`, html);
  const page = await browser.newPage(options);
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(url);
  return {
    page,
    complaints,
    requests,
    [Symbol.asyncDispose]: () => page.close(),
  };
}

/** A column of the table of trials, as it stands. */
async function column(page: Page, title: string): Promise<string[]> {
  return await page.locator("table.trials").evaluate((table, title) => {
    const headers = [...table.querySelectorAll("thead th")];
    const place = headers.findIndex(({ textContent }) => textContent === title);
    return [...table.querySelectorAll("tbody tr")].map((row) => row.children[place].textContent!);
  }, title);
}

browserTest("the paper's table fits a screen, and on a phone its names stay in view", async () => {
  const cases = Array.from({ length: 6 }, (_, i) => sampleTrial(i));
  const html = pageOf(reportable(cases, { reference }));
  const boxOf = (page: Page) => page.locator("table.trials").locator("..");
  {
    await using open = await openReport(html, "paper", { viewport: { width: 1280, height: 800 } });
    const isWhole = await boxOf(open.page).evaluate((box) =>
      Reflect.get(box, "scrollWidth") <= Reflect.get(box, "clientWidth")
    );
    assertEquals(isWhole, true);
  }
  await using open = await openReport(html, "paper", { viewport: { width: 400, height: 800 } });
  const name = open.page.locator("table.trials tbody th").first();
  const before = await name.boundingBox();
  const moved = await boxOf(open.page).evaluate((box) => {
    Reflect.set(box, "scrollLeft", 300);
    return Reflect.get(box, "scrollLeft");
  });
  assertEquals(moved, 300);
  assertEquals((await name.boundingBox())!.x, before!.x);
});

/** Trials of a search with repeats, whose table has many columns. */
const repeated = largeTrials(6).map((trial, i) => ({
  ...trial,
  name: `Trial ${i}`,
  params: { filters: 16 * (i + 1), learningRate: 0.00123 * (i + 1) },
  distributions: {
    filters: { kind: "int", low: 16, high: 96, log: false, step: 16 },
    learningRate: { kind: "float", low: 1e-4, high: 1e-2, log: true, step: null },
  } as const,
}));

browserTest("a wide table takes the room beside the column, and never more", async () => {
  const html = pageOf(reportable(repeated, { name: "rates", reference }), mistakes);
  for (const [width, isCut] of [[1880, false], [1280, false], [390, true]] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      const viewport = { width, height: 900 };
      await using open = await openReport(html, "wide", { viewport, colorScheme });
      const { page } = open;
      const { left, right, hidden } = await page.locator("table.trials").locator("..")
        .evaluate((box) => {
          const { left, right } = box.getBoundingClientRect();
          return { left, right, hidden: box.scrollWidth - box.clientWidth };
        });
      assertEquals(hidden > 0, isCut, `${hidden} pixels at ${width}`);
      assert(isCut || right - left > 1072, `no wider than the column: ${left} to ${right}`);
      assert(left >= 16 && right <= width - 16, `${left} to ${right} of ${width}`);
      assert(Math.abs(left - (width - right)) <= 16, `${left} to ${right} of ${width}`);
      assertEquals(await page.evaluate("document.documentElement.scrollWidth"), width);
      await page.screenshot({ path: `${folder}/wide-${width}-${colorScheme}.png` });
    }
  }
});

browserTest("the report of 100 trials opens without a complaint, a request or 3 MB", async () => {
  assert(new TextEncoder().encode(large).length < 3_000_000);
  await using open = await openReport(large, "large");
  const outside = open.requests.filter((url) => !url.startsWith("data:"));
  assertEquals([open.complaints, outside], [[], [open.page.url()]]);
  assertEquals(await open.page.locator("figure svg[role=img]").count(), 1);
  const loaded = await open.page.locator(".digits img").evaluateAll((images) =>
    images.every((image) => Reflect.get(image, "naturalWidth") === 28)
  );
  assertEquals(loaded, true);
});

browserTest("whatever a report held, its page could ask for nothing", async () => {
  const held = large.replace(
    "<main>",
    '<main><img src="https://127.0.0.1:9/a.png"><script>window.ran = 1</script>',
  );
  await using open = await openReport(held, "held");
  assertEquals(await open.page.evaluate("window.ran"), undefined);
  assertEquals(open.complaints.filter((one) => one.includes("Content Security Policy")).length, 2);
});

browserTest("the table is sorted by its headers, with the mouse and by keys", async () => {
  await using open = await openReport(large, "sorted");
  const { page } = open;
  const first = await column(page, "Case");
  const header = page.locator("table.trials thead th", { hasText: "Parameters" });
  const numbers = async () =>
    (await column(page, "Parameters")).map((text) => Number(text.replace(",", "")));
  const sorted = (await numbers()).toSorted((a, b) => a - b);

  await header.getByRole("button").click();
  assertEquals([await header.getAttribute("aria-sort"), await numbers()], [
    "descending",
    sorted.toReversed(),
  ]);
  await page.keyboard.press("Enter"); // the button has the focus
  assertEquals([await header.getAttribute("aria-sort"), await numbers()], ["ascending", sorted]);
  await page.keyboard.press("Space");
  assertEquals([await header.getAttribute("aria-sort"), await column(page, "Case")], [null, first]);

  // Names by the numbers in them, and one column at a time.
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  const names = (await column(page, "Case")).map((text) => text.replace(/ .*\(.*/, ""));
  assertEquals(names.length, 100);
  assertEquals(await page.locator("[aria-sort]").count(), 1);

  const time = page.locator("table.trials thead th", { hasText: "Time" });
  await time.getByRole("button").click();
  assertEquals((await column(page, "Time")).slice(0, 2), ["8 min 20 s", "8 min 15 s"]);
  assertEquals(open.complaints, []);
});

browserTest("without scripts the table stands as it is", async () => {
  await using open = await openReport(large, "plain", { javaScriptEnabled: false });
  assertEquals(await open.page.locator("table.trials tbody tr").count(), 100);
  assertEquals(await open.page.locator("table.trials button").count(), 0);
});

for (
  const [name, background, options] of [
    ["light", "rgb(255, 255, 255)", { colorScheme: "light" }],
    ["dark", "rgb(20, 24, 27)", { colorScheme: "dark" }],
    ["phone", "rgb(255, 255, 255)", { viewport: { width: 390, height: 844 } }],
  ] as const
) {
  browserTest(`a report fits a device, light, dark or a phone: ${name}`, async () => {
    await using open = await openReport(small, name, options);
    const { page } = open;
    const width = await page.evaluate("document.documentElement.scrollWidth");
    assertEquals(width, page.viewportSize()!.width);
    const color = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    assertEquals(color, background);
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  });
}

browserTest("names in a report are shown as they went in", async () => {
  const half = Math.ceil(namedTrials.length / 2); // a table has 200 rows at most
  for (const trials of [namedTrials.slice(0, half), namedTrials.slice(half)]) {
    await using open = await openReport(pageOf(reportable(trials, { reference })), "names");
    const names = await open.page.locator("table.trials tbody th").evaluateAll((cells) =>
      cells.map((cell) => cell.firstChild!.textContent)
    );
    const told = ({ name, state }: typeof trials[number]) =>
      shown(name) + (state === "failed" ? " (failed)" : "");
    assertEquals(names, trials.map(told));
    assertEquals([open.complaints, open.requests.length], [[], 1]);
  }
});

browserTest("a report is printed whole, on white", async () => {
  const page = `${folder}/printed.html`;
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(page, pageOf(reportable([sampleTrial(0), sampleTrial(1)]), mistakes));
  await printPdf(await findBrowser(), page, `${folder}/printed.pdf`);
  const text = await runTool("pdftotext", ["-raw", "-enc", "UTF-8", "printed.pdf", "-"], folder);
  // The table's last column, and the report's last line.
  assert(/1 min 05 s/.test(text) && /Made by Sweepbook on 2026-11-28/.test(text), text);
}, (name, test) => toolTest(name, ["pdftotext"], test));
