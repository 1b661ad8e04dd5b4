import type { StudyDefinition } from "../../lib/trial/definition.ts";
import type { Provenance } from "../../lib/trial/provenance.ts";
import { samplePlan } from "../results/sample_trials.ts";

/** Where runs of a sample study come from. */
export const sampleProvenance: Provenance = {
  data: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
  engine: "wasm",
  arithmetic: 1,
  processor: "one",
  sweepbook: "1.0.0",
  tfjs: "4.22.0",
  deno: "2.9.6",
};

/** What a sample study was asked to do. */
export function sampleDefinition(
  name: string,
  change: Partial<Omit<StudyDefinition, "provenance">> & { provenance?: Partial<Provenance> } = {},
): StudyDefinition {
  return {
    name,
    dataset: "MNIST",
    plan: samplePlan,
    planned: 3,
    reference: { label: "the paper's best", value: 0.9806 },
    weights: "best",
    leftOut: [],
    ...change,
    provenance: { ...sampleProvenance, ...change.provenance },
  };
}
