/**
 * Preloaded into the study command of the soak: whenever a study tells how far it is, each finished
 * epoch that was not told before is printed to stderr, as a line `told TRIAL RUN EPOCH`.
 *
 * A study tells of an epoch once it is stored, so that each line is a promise: whenever the process
 * is killed, the epoch is in the database. The lines are written at once and whole, by the very
 * thread that stores.
 *
 * @module
 */
import { Study } from "../../lib/study/study.ts";

const optimize = Study.prototype.optimize;
const told = new Set<string>();

Study.prototype.optimize = function ({ onProgress, ...options } = {}) {
  return optimize.call(this, {
    ...options,
    onProgress: (progress) => {
      for (const { number, runs } of this.trials) {
        for (const run of runs) {
          for (const { epoch } of run.epochs) tell(`told ${number} ${run.number} ${epoch}\n`);
        }
      }
      onProgress?.(progress);
    },
  });
};

function tell(line: string): void {
  if (!told.has(line)) Deno.stderr.writeSync(new TextEncoder().encode(line));
  told.add(line);
}
