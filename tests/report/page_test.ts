import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { imageAt } from "../../lib/datasets/dataset.ts";
import { namedTrials, names } from "../results/names.ts";
import { samplePlan, sampleTrial } from "../results/sample_trials.ts";
import { searchedTrials } from "../results/searched_trials.ts";
import { trialOf } from "../results/trials_with_runs.ts";
import { loadSmallMnist } from "../small_mnist.ts";
import { fakeProvenance } from "../study/fake_study.ts";
import { largeTrials, pageOf, reportable } from "./sample_report.ts";

/** The text of a page without its tags. */
function textOf(page: string): string {
  const body = page.split("<body>").at(-1)!;
  return body.replaceAll(/<script>[^]*?<\/script>/g, "").replaceAll(/<[^>]*>/g, " ")
    .replaceAll(
      /&(lt|gt|amp|quot|#39);/g,
      (_, name) => ({ lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'" })[name as string]!,
    )
    .replaceAll(/[ \u00a0]+/g, " ");
}

Deno.test("a report tells of the best, beside the reference, and of what made the study", () => {
  const reference = { label: "the paper's best", value: 0.9806 };
  const trials = [sampleTrial(0), {
    ...sampleTrial(1),
    setup: { ...sampleTrial(1).setup, layers: "F" },
  }];
  const text = textOf(pageOf(reportable(trials, { reference })));
  for (
    const expected of [
      "Best: case 1 (C32 P2 C64 P2 Dr.25 F D128), 96.50 %",
      "points below the paper's best, 98.06 %",
      "Hidden layers: C32 is a convolution of 32 filters, P2 max pooling by 2, Dr.25 dropout of 0.25, " +
      "F flatten, D128 a dense layer of 128 units; filters are 3x3",
      "1 error over the test images",
      "validation on the test images, as in the paper",
      fakeProvenance.data,
      `Sweepbook ${fakeProvenance.sweepbook} (arithmetic 1), tfjs 0.0.0, Deno 0.0.0`,
      "The pictures are left out.",
      "Made by Sweepbook on 2026-11-28",
      "await study.optimize();",
    ]
  ) {
    assertStringIncludes(text, expected);
  }
});

Deno.test("a report says of a study that is not at its end, and of trials that failed, that it is so", () => {
  const failed = sampleTrial(1, { state: "failed", error: "Out of memory." });
  const trials = [sampleTrial(0), failed, sampleTrial(2, { state: "running" })];
  const text = textOf(pageOf(reportable(trials, { planned: 40 })));
  assertStringIncludes(text, "The study is not at its end: 2 of 40 trials have ended.");
  assertStringIncludes(text, "1 trial failed; below the table stands why.");
  assertStringIncludes(text, "case 2 failed: Out of memory.");
  assertEquals(textOf(pageOf(reportable([sampleTrial(0)]))).includes("not at its end"), false);
});

Deno.test("no line of a report breaks between a number and its percent sign", () => {
  const page = pageOf(reportable([sampleTrial(0)]));
  const [lead] = page.match(/<p class="lead">.*?<\/p>/)!;
  assertStringIncludes(lead, "96.50\u00a0%");
  assertEquals(/\d %/.test(lead), false);
});

Deno.test("a study without a complete trial, or without any, has a report", () => {
  for (const trials of [[], [sampleTrial(0, { state: "waiting", epochs: [] })]]) {
    const text = textOf(pageOf(reportable(trials, { plan: null, provenance: null })));
    assertStringIncludes(text, "No trial is complete yet.");
    assertEquals(text.includes("The best"), false);
  }
});

Deno.test("trials are set beside the best, with their intervals and what the tests say", () => {
  const clear = trialOf([0.9, 0.901, 0.902, 0.9], { number: 2 });
  const trials = [
    trialOf([0.98, 0.981, 0.979, 0.982]),
    trialOf([0.981, 0.979, 0.98, 0.98], { number: 1 }),
    clear,
  ];
  const page = pageOf(reportable(trials));
  const text = textOf(page.split('id="comparison"')[1].split("</section>")[0]);
  assertMatch(
    text,
    /case 1 \(4 runs\) 98\.05 ± 0\.13 % 95 % interval 97\.84 to 98\.26 % – – ★ best/,
  );
  assertMatch(text, /case 2 \(4 runs\) 98\.00 .* -0\.05 points 0\.\d+ ≈ cannot be told from it/);
  assertMatch(text, /case 3 .* -7\.97 points < 0\.001 told from it/);
  assertStringIncludes(text, "paired t test");
  assertEquals(page.match(/role="img" aria-label="95 % interval/g)?.length, 3);
});

Deno.test("of a search the best are first, and its history is drawn", () => {
  const trials = [0.9, 0.95, 0.92].map((value, number) => ({
    ...trialOf([value], { number }),
    name: `Trial ${number}`,
    params: { rate: number },
    distributions: { rate: { kind: "int", low: 0, high: 9, step: 1, log: false } as const },
  }));
  const page = pageOf(reportable(trials, { plan: samplePlan, planned: 3 }));
  const rows = [...page.matchAll(/<tr[^>]*><th scope="row" class="left breaks">(Trial \d)/g)];
  assertEquals(rows.slice(0, 3).map(([, name]) => name), ["Trial 1", "Trial 2", "Trial 0"]);
  assertStringIncludes(page, "The search, trial by trial");
});

Deno.test("the heading above a figure says something else than its title", () => {
  const page = pageOf(reportable(searchedTrials, { plan: samplePlan }));
  const figures = [...page.matchAll(/<h2 [^>]*>([^<]*)<\/h2><figure>(.*?)<\/figure>/gs)];
  assertEquals(figures.length, 3);
  for (const [, heading, svg] of figures) {
    const texts = [...svg.matchAll(/<tspan[^>]*>([^<]*)</g)].map(([, text]) => text);
    assertEquals(texts.filter((text) => text.includes(heading)), []);
  }
});

Deno.test("names stay text, and nothing in a report is asked for from elsewhere", () => {
  const page = pageOf(reportable(namedTrials, {
    name: names.join(" "),
    dataset: '<img src="https://a.org">',
    reference: { label: "</script><script>alert(1)</script>", value: 0.5 },
  }));
  const plain = pageOf(
    reportable(namedTrials.map((trial, i) => ({ ...trial, name: `case ${i}` }))),
  );
  for (const tag of ["script", "img", "a", "b", "br", "td", "p"]) {
    const count = (text: string) => text.match(new RegExp(`<${tag}\\b`, "g"))?.length ?? 0;
    // The reference has a tile of its own.
    assertEquals(count(page), count(plain) + (tag === "b" ? 1 : 0), tag);
  }
  assertEquals([...page.matchAll(/<[^>]* (?:src|href|action|data)="(?!data:)/g)].length, 0);
  assertMatch(page, /http-equiv="Content-Security-Policy" content="default-src 'none';/);
  assertStringIncludes(page, "&lt;img src=&quot;https://a.org&quot;&gt;");
});

Deno.test("what the best gets wrong is shown with its label and what it was taken for", async () => {
  const { test } = await loadSmallMnist(10, 20);
  const shown = [{ ...imageAt(test, 8), index: 8, taken: 6, probability: 0.987 }];
  const study = reportable([sampleTrial(0)]);
  const page = pageOf(study, { shown, count: 1, images: "test" });
  assertStringIncludes(page, 'alt="Image 8, a 5" src="data:image/png;base64,');
  assertMatch(textOf(page), /The only one of the test images .* 5 taken for 6 , 98 %/s);
  const unknown = pageOf(study, {
    shown: [{ ...shown[0], taken: null, probability: null }],
    count: 7,
    images: "validation",
  });
  assertMatch(textOf(unknown), /1 of 7 validation images .* is not known, for the weights/s);
  assertMatch(
    textOf(pageOf(study, { shown: [], count: 0, images: "test" })),
    /none of the test images/,
  );
});

Deno.test("the report of a study of 1,000 trials is well below 3 MB, and says what it leaves out", () => {
  const page = pageOf(reportable(largeTrials(1000)));
  assert(page.length < 1_500_000, `${page.length} characters`);
  assertStringIncludes(page, "The best 200 of 1,000 trials");
  assertStringIncludes(page, "the best 25 of 1,000 trials");
});
