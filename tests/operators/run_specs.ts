/**
 * Runs the operators' specs of tfjs-core on the WASM backend and prints one line of JSON for each:
 * `run_specs.ts <stock|ours> <folder> <spec>...`, the folder as `copyCore` made it.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { prepareBackend } from "../../lib/backends/prepare.ts";

/** What a spec told. */
export interface SpecResult {
  readonly name: string;
  readonly passed: boolean;
  /** The first failure, in one line; empty where it passed. */
  readonly message: string;
}

const [kernels, folder, ...specs] = Deno.args;
const require = createRequire(import.meta.url);
// The modules of tfjs-core ask for Jasmine and for Node's own modules by this.
Object.assign(globalThis, { require });
const jasmineRequire = require("jasmine-core/lib/jasmine-core/jasmine.js");
const jasmine = jasmineRequire.core(jasmineRequire);
const env = jasmine.getEnv();
Object.assign(globalThis, jasmineRequire.interface(jasmine, env));

if (kernels === "ours") await prepareBackend("wasm");
tf.env().set("PROD", true);
const load = (module: string) => import(pathToFileURL(`${folder}/${module}`).href);
await load("index.js");
await load("public/chained_ops/register_all_chained_ops.js");
const { registerTestEnv } = await load("jasmine_util.js");
registerTestEnv({ name: "wasm", backendName: "wasm", isDataSync: true });
for (const spec of specs) await load(spec);

env.configure({ random: false });
env.addReporter({
  specDone({ fullName, status, failedExpectations }: JasmineSpec) {
    if (status === "excluded" || status === "pending") return;
    const [message = ""] = (failedExpectations[0]?.message ?? "").split("\n");
    console.log(JSON.stringify({ name: fullName, passed: status === "passed", message }));
  },
});
await env.execute();
Deno.exit(0);

interface JasmineSpec {
  readonly fullName: string;
  readonly status: string;
  readonly failedExpectations: readonly { message: string }[];
}
