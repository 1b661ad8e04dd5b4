/**
 * Optuna, in a process of its own.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import type { Choice } from "../../lib/search_space/distributions.ts";
import { toOptunaDistribution } from "../../lib/search_space/optuna_distribution.ts";
import type { PastTrial } from "../../lib/trial/past_trial.ts";
import { PeerProcess } from "../bench/peer_process.ts";
import type { Search } from "../samplers/simulate.ts";

/** What the Mann-Whitney U test says of two lists of losses. */
export interface Ranks {
  /** How likely the first would look so much worse than the second if both were alike. */
  readonly worse: number;
  /** How likely both would look so different, either way. */
  readonly different: number;
}

/** A started Optuna; dispose of it to end its process. */
export class OptunaSide implements AsyncDisposable {
  readonly #process: PeerProcess;

  /** Starts it by a Python that has it. */
  constructor(python: string) {
    const script = fileURLToPath(new URL("optuna_side.py", import.meta.url));
    this.#process = new PeerProcess([python, "-W", "ignore", script]);
  }

  /** Of Optuna and of what ranks. */
  async versions(): Promise<string> {
    const { versions } = await this.#ask<{ versions: string }>({ order: "versions" });
    return versions;
  }

  /**
   * The best value that Optuna finds of a function.
   *
   * @throws {Error} If the function is another there than here.
   */
  async findBest(name: string, search: Search, trials: number, seed: number): Promise<number> {
    const order = { order: "search", function: name, trials, seed };
    const { value, params } = await this.#ask<{ value: number; params: Record<string, Choice> }>(
      order,
    );
    const suggest = (name: string) => params[name] as never;
    const here = search({
      number: 0,
      suggestFloat: suggest,
      suggestInt: suggest,
      suggestCategorical: suggest,
    });
    if (Math.abs(here - value) < 1e-9) return value;
    throw new Error(`${name} at ${JSON.stringify(params)} is ${here} here and ${value} there.`);
  }

  /** Compares two lists of losses by rank. */
  rank(ours: readonly number[], theirs: readonly number[]): Promise<Ranks> {
    return this.#ask({ order: "rank", ours, theirs });
  }

  /**
   * The importances that Optuna's functional ANOVA gives the params of complete trials.
   *
   * @param forests By so many forests, each of another seed.
   */
  importances(trials: readonly PastTrial[], forests: number): Promise<Record<string, number>[]> {
    const complete = trials.map(({ params, distributions, value }) => ({
      params,
      value,
      distributions: Object.fromEntries(
        Object.entries(distributions).map(([name, one]) => [name, toOptunaDistribution(one)]),
      ),
    }));
    return this.#ask({ order: "importances", trials: complete, forests });
  }

  /** Ends the process. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#process[Symbol.asyncDispose]();
  }

  async #ask<Asked>(order: object): Promise<Asked> {
    return await this.#process.ask(order) as Asked;
  }
}
