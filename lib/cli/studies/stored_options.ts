/**
 * From a stored study back to what it was asked to try.
 *
 * @module
 */
import { show } from "../../check/show.ts";
import {
  gridSampler,
  halvingPruner,
  medianPruner,
  type Pruner,
  randomSampler,
  type Sampler,
  type SearchFunction,
  type Settings,
  type Setup,
  type StoredStudy,
  type StudyOptions,
  tpeSampler,
  type Trial,
} from "../../studies.ts";

/** What a search function may leave to the study. */
type Defaults = Pick<Setup, "epochs" | "batchSize" | "optimizer">;

/**
 * The options that make a stored study again, all but the data and where it is kept.
 *
 * @param search Makes its trials, where it is a search.
 * @throws {Error} If nothing is known of its trials, or it has a sampler or a pruner of the user's.
 */
export function toStudyOptions(
  { definition, trials }: StoredStudy,
  search: SearchFunction | undefined,
): Omit<StudyOptions, "data" | "storage"> {
  const { name, plan, planned, reference, weights } = definition;
  const { objective, repeats, folds, lag, sampler, pruner } = plan;
  const own = trials.filter(({ retryOf }) => retryOf === null);
  if (own.length === 0) {
    throw new Error(
      `Expected ${show(name)} to have trials to go on with, got none; run it again where it was ` +
        "begun.",
    );
  }
  const [{ setup }] = own;
  const { protocol, limit, patience } = setup;
  const common = {
    name,
    reference,
    weights,
    repeats,
    folds,
    protocol,
    limit,
    patience,
    metric: objective.metric,
    valueEpoch: objective.epoch,
    pruner: pruner === null ? pruner : create<Pruner>("pruner", name, pruner, PRUNERS),
    ...(lag === null ? {} : { lag }),
  };
  if (sampler === null || search === undefined) return { ...common, cases: own.map(toCase) };
  return {
    ...common,
    ...defaultsOf(own),
    seed: setup.seed,
    search: withDefaults(search, own),
    trials: planned - (trials.length - own.length),
    sampler: create<Sampler>("sampler", name, sampler, SAMPLERS),
  };
}

/** A sampler or a pruner from its options. */
type Create<T> = (options: Record<string, unknown>) => T;

const SAMPLERS: Readonly<Record<string, Create<Sampler>>> = {
  tpe: tpeSampler,
  random: () => randomSampler(),
  grid: () => gridSampler(),
};

const PRUNERS: Readonly<Record<string, Create<Pruner>>> = {
  median: medianPruner,
  halving: halvingPruner,
};

function create<T>(
  what: string,
  study: string,
  { kind, ...options }: Settings,
  kinds: Readonly<Record<string, Create<T>>>,
): T {
  if (Object.hasOwn(kinds, kind)) return kinds[kind](options);
  throw new Error(
    `Expected a ${what} that Sweepbook has, got ${show(kind)}, that of ${
      show(study)
    }; it goes on ` +
      "where createStudy() is called with it and the same name.",
  );
}

function toCase({ name, setup: { layers, epochs, batchSize, optimizer, seed } }: Trial) {
  return { name, layers, epochs, batchSize, optimizer, seed };
}

/** What the study said for all trials, as far as they tell: one without a net has just that. */
function defaultsOf(trials: readonly Trial[]): Defaults {
  const { setup } = trials.find(({ setup }) => setup.layers === "") ?? trials[0];
  const { epochs, batchSize, optimizer } = setup;
  return { epochs, batchSize, optimizer };
}

/** A search function that gives what it leaves to the study as the study had it at first. */
function withDefaults(search: SearchFunction, trials: readonly Trial[]): SearchFunction {
  const setups = new Map(trials.map(({ number, setup }) => [number, setup]));
  const known: { -readonly [Name in keyof Defaults]: Defaults[Name] } = defaultsOf(trials);
  return (trial) => {
    const said = search(trial);
    if (typeof said !== "object" || said === null) return said;
    const setup = setups.get(trial.number);
    // What it leaves out shows in the trial that came of it.
    if (said.epochs === undefined) known.epochs = setup?.epochs ?? known.epochs;
    if (said.batchSize === undefined) known.batchSize = setup?.batchSize ?? known.batchSize;
    if (said.optimizer === undefined) known.optimizer = setup?.optimizer ?? known.optimizer;
    const { epochs = known.epochs, batchSize = known.batchSize } = said;
    return { ...said, epochs, batchSize, optimizer: said.optimizer ?? known.optimizer };
  };
}
