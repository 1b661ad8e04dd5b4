/** Studies to report, without training. */
import { checkStudy, toMark } from "../../lib/report/check_report.ts";
import type { Mistakes } from "../../lib/report/find_mistakes.ts";
import { toPage } from "../../lib/report/page.ts";
import type { ReportableStudy } from "../../lib/report/reported_study.ts";
import type { Trial } from "../../lib/trial/record.ts";
import { sampleEpoch, sampleRun, sampleTrial } from "../results/sample_trials.ts";
import { fakeProvenance, plainPlan } from "../study/fake_study.ts";

/** A study of these trials, with all that a stored one has. */
export function reportable(
  trials: readonly Trial[],
  change: Partial<ReportableStudy> = {},
): ReportableStudy {
  const provenance = { ...fakeProvenance, engine: "wasm" };
  return {
    name: "hidden layers",
    dataset: "MNIST",
    plan: plainPlan,
    provenance,
    trials,
    ...change,
  };
}

/** The page of a study. */
export function pageOf(
  study: ReportableStudy,
  mistakes: Mistakes | string = "The pictures are left out.",
): string {
  const checked = checkStudy(study);
  const date = new Date("2026-11-28T12:00:00Z");
  return toPage(checked, { mistakes, date, mark: toMark(checked) });
}

/** So many trials of five runs and twenty epochs, which all differ. */
export function largeTrials(count: number): Trial[] {
  return Array.from({ length: count }, (_, number) => {
    const runs = Array.from({ length: 5 }, (_, i) => {
      const epochs = Array.from({ length: 20 }, (_, place) => {
        const shift = 0.01 * Math.sin(7 * number + 3 * i + place);
        return sampleEpoch(place + 1, { valAccuracy: 0.95 + shift, accuracy: 0.94 + shift });
      });
      return { ...sampleRun(i), epochs, durationMs: 1000 * (count - number) };
    });
    const trial = sampleTrial(number, { name: `Case ${number + 1}`, runs });
    const setup = { ...trial.setup, epochs: 20, protocol: "held-out" } as const;
    return { ...trial, setup, parameters: 1000 + 10 * ((7 * number) % count) };
  });
}
