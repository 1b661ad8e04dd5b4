/**
 * What `deno task study --help` prints.
 *
 * @module
 */

/** The help of the command; at most 100 columns wide. */
export const HELP =
  `Run the paper's study of hidden layers on MNIST, or one of your own, and write its tables

Usage: deno task study [options]

What to try:
  --cases <list>       Nets to train, separated by commas: names of the catalogue (case-1 to
                       case-6, article, baseline, baseline-batch-norm, deeper, keras-convnet) or
                       hidden layers such as "C32 P2 F D128" (the paper's six cases)
  --space <file>       Search instead: a module whose default export is the search function
  --trials <n>         Trials of the search (as many as the grid has; else it has to be said)
  --sampler <name>     What chooses them: tpe, random or grid (tpe)

How to train:
  --epochs <n>         Passes over the training images (5)
  --batch-size <n>     Images per step (100)
  --limit <n>          Train on the first n training images only (all 60,000)
  --seed <n>           Seed of the weights, the order of the images, dropout and the split (1)
  --patience <n>       End a run after n epochs without a lower validation loss (never)
  --protocol <name>    paper: train on all training images, validate on the test images after
                       each epoch; held-out: validate on a sixth of the training images, use the
                       test images once at the end (paper for the paper's cases, else held-out)

How to judge:
  --repeats <n>        Train each trial n times, with seeds counted up (1)
  --folds <n>          Train each trial once for each nth of the training images, which validates
  --metric <name>      Value of a trial, the mean over its runs: valAccuracy, valLoss, accuracy or
                       loss (valAccuracy)
  --value-epoch <name> Where it is taken: after the last epoch, or after the best (last; best with
                       the protocol paper)
  --pruner <name>      What ends hopeless trials early: none, median or halving (none)
  --lag <n>            A trial of a search, or with a pruner, goes by those at least n before it;
                       results depend on it, and n workers can be kept busy (8)

Where to compute and to write:
  --workers <n>        Runs at a time; results do not depend on it (one per core)
  --backend <name>     auto: matrix products by a BLAS of the machine if there is one that works;
                       wasm: by WASM, the same to the bit on every machine with FMA; blas: by a
                       BLAS for certain (auto)
  --blas <path>        The BLAS library to take (that of SWEEPBOOK_BLAS, or the first that is found)
  --storage <file>     The database that keeps the study, so that it goes on where it stood; none:
                       nothing is kept (data/studies.db)
  --name <name>        What the study is called there (hidden-layers, or that of the space, with
                       the options that decide its outcome)
  --weights <name>     Of which trials the final weights are kept there: best, all or none (best)
  --fresh              Begin anew: what is kept under that name is deleted, and nothing is taken
                       over from runs that were trained before
  --out <folder>       Where trials.csv, runs.csv, epochs.csv, metrics.csv, trials.json,
                       trials.jsonl, optuna.journal (for Optuna), table.md and table.tex are
                       written (a new folder under data/studies)
  --overwrite          Replace the files of another study in that folder
  -h, --help           Print this help

Examples:
  deno task study --cases deeper,"C16 P2 F D64" --epochs 2 --limit 6000
  deno task study --cases baseline,deeper --folds 5 --patience 2
  deno task study --cases case-2,case-4 --repeats 5 --metric valLoss --value-epoch best
  deno task study --space notebooks/spaces/rates.ts --trials 40 --limit 6000 --sampler random
  deno task study --space notebooks/spaces/periodic.ts --trials 40 --pruner median --lag 4

Every epoch is kept, and the same command goes on after the last one, whatever ended it. What any
study of the database has trained already is taken from there. deno task studies lists what is kept.
Ctrl-C stops the study, writes the files and prints the table; so do a cancel (SIGTERM) and a closed
terminal (SIGHUP). Ctrl-C once more, after a second, ends it at once.

Exit code: 0 when all trials are complete or pruned; 1 when the images cannot be had, a trial
failed, another program runs the study, or the database, the files or the table could not be
written; 2 for options that make no sense, another study of that name among them; when stopped, 130
by Ctrl-C, 143 by a cancel, 129 by a closed terminal.`;
