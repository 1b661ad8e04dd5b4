/**
 * What `deno task studies --help` prints.
 *
 * @module
 */

const STORAGE =
  `  --storage <file>     The database that keeps the studies (data/studies.db, or what the variable
                       SWEEPBOOK_STORAGE says)
  -h, --help           Print this help`;

const OUT = `  --out <folder>       Where the results are written, as by deno task study`;

const OVERWRITE = `  --overwrite          Replace the files of another study in that folder`;

const HELP = `See what is kept of studies, go on with them, take them away

Usage: deno task studies [list]
       deno task studies show NAME [--all]
       deno task studies watch NAME
       deno task studies resume NAME [--space FILE] [--retry] [--workers n] [--out FOLDER]
       deno task studies export NAME [--out FOLDER] [--overwrite]
       deno task studies report NAME [--out FILE] [--pdf] [--overwrite]
       deno task studies save NAME [--out FOLDER] [--overwrite]
       deno task studies rename NAME NEW
       deno task studies delete NAME [--yes]
       deno task studies check

What to do; deno task studies <word> --help tells more:
  list                 List the studies, the one that changed last first
  show                 Print a study's table, its best, its plan and what made it
  watch                Follow a study that another program runs, with its bars, until it ends
  resume               Go on with a study where it stands
  export               Write the results of a study into a folder
  report               Write a study as one page to send, and as PDF
  save                 Save the net of the best trial, for deno task classify and plain tfjs
  rename               Give a study another name
  delete               Delete a study with its checkpoints, and free the space
  check                Look for damage in the database and the checkpoints

Options of all:
${STORAGE}

Examples:
  deno task studies
  deno task studies show hidden-layers
  deno task studies watch rates
  deno task studies resume rates --space notebooks/spaces/rates.ts
  deno task studies export rates --out data/exports/rates
  deno task studies report rates --out report.html --pdf
  deno task studies check --storage shared/studies.db

Names with blanks stand in quotes, and those that begin with a dash behind a "--" of its own.

Exit code: 0 when it is done; 1 when it could not be done, such as where another program runs the
study, and where check finds something wrong; 2 for what makes no sense, such as a name that no
study has. That of resume is that of deno task study; watch tells of its own.`;

/** What is told of each. */
const HELPS: Readonly<Record<string, string>> = {
  list: `List the studies of a database, the one that changed last first

Usage: deno task studies [list] [options]

Options:
${STORAGE}

For each study there are its trials by state, the best value of those that are complete, when it
was last written to, the size of its checkpoints, and which live program runs it.`,

  show: `Print the table of a study, its best, how it goes about its trials and what made it

Usage: deno task studies show NAME [options]

Options:
  --all                Every trial of a long search (the best 20)
${STORAGE}

A study that another program runs is shown as it stands.`,

  watch: `Follow a study that another program runs, until it ends or is stopped

Usage: deno task studies watch NAME [options]

Options:
${STORAGE}

Shows the bars that deno task study shows, by the epochs that are stored, and at the end the table.
Where no terminal is, there is a line for each epoch, or for each run of a search and of a study
with repeats or folds. The program may be a notebook, and the study is not disturbed; Ctrl-C ends
the watching alone. A study that no program runs is shown as it stands.

Examples:
  deno task studies watch rates
  deno task studies watch rates && deno task studies export rates

Exit code: 0 when all trials are complete or pruned; 1 where the study was stopped before or a trial
failed; 2 for what makes no sense, such as a name that no study has; 130 after Ctrl-C.`,

  resume: `Go on with a study where it stands

Usage: deno task studies resume NAME [options]

Options:
  --space <file>       The module of the search function, where the study is a search
  --retry              Try the trials again that failed
  --workers <n>        Runs at a time; results do not depend on it (one per core)
  --blas <path>        The BLAS library to take, where the study has one (that of SWEEPBOOK_BLAS, or
                       the first that is found)
${OUT}
                       (a new folder under data/studies)
${OVERWRITE}
${STORAGE}

What was trained on MNIST goes on: everything that decides the outcome is in the database, and the
data, the engine and the search function have to be those of then. The table and the files are the
same to the bit as if nothing had come between. Studies of other data, or with a sampler or a pruner
of your own, go on where createStudy() is called with the same name.

Examples:
  deno task studies resume hidden-layers
  deno task studies resume rates --space notebooks/spaces/rates.ts --workers 4

Exit code: as that of deno task study.`,

  export: `Write the results of a study into a folder

Usage: deno task studies export NAME [options]

Options:
${OUT} (data/exports/NAME)
${OVERWRITE}
${STORAGE}

A study that another program runs is written as it stands. Files of another study, or of this one
with more trials finished, are replaced by --overwrite alone.`,

  report: `Write a study as one page that can be sent: it needs no network, and prints well

Usage: deno task studies report NAME [options]

Options:
  --out <file>         The page, whose name ends in .html (data/exports/NAME/report.html)
  --pdf                Print it too, by Chromium or Chrome, into a PDF file beside it
  --overwrite          Replace another file, or the report of another or a fuller study
${STORAGE}

The best, a table that its reader can sort, learning curves, how the trials compare with the best, its
confusion matrix, what made the study and how to repeat it. The digits that the best gets wrong are
shown where MNIST is on this machine; nothing is fetched. A study that another program runs is
reported as it stands.

Example:
  deno task studies report rates --out report.html --pdf`,

  save: `Save the net of a study's best trial as a tfjs LayersModel

Usage: deno task studies save NAME [options]

Options:
  --out <folder>       Where model.json and weights.bin are written (data/models/NAME)
  --overwrite          Replace another model in that folder
${STORAGE}

Of a trial with repeats or folds it is the best run. deno task classify takes the model from there,
and so does tf.loadLayersModel().

Example:
  deno task studies save hidden-layers
  deno task classify data/models/hidden-layers seven.jpg`,

  rename: `Give a study another name

Usage: deno task studies rename NAME NEW [options]

Options:
${STORAGE}

Files that were written under the first name keep it.`,

  delete: `Delete a study with its checkpoints, and free the space

Usage: deno task studies delete NAME [options]

Options:
  --yes                Do not ask; where there is no terminal to ask on, it has to be said
${STORAGE}

What was exported stays. The study's runs are no longer taken over by others.`,

  check: `Look for damage in a database and its checkpoints

Usage: deno task studies check [options]

Options:
${STORAGE}

Prints a sentence for each thing that is wrong. Nothing is changed.

Exit code: 0 where nothing is wrong, else 1.`,
};

/** The help of what is done, or of all where the word is none. */
export function helpFor(word: string | undefined): string {
  return word !== undefined && Object.hasOwn(HELPS, word) ? HELPS[word] : HELP;
}
