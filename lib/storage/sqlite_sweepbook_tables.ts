/**
 * Our own tables, beside Optuna's. Columns of measured numbers have no type: SQLite turns -0 into 0
 * where one is declared; NaN it holds as NULL.
 *
 * @module
 */

/** Statements that make them, with a version that is set by who runs them. */
export const SWEEPBOOK_TABLES: readonly string[] = [
  // Revisions are counted over the whole file, so that no study is ever given one twice.
  "CREATE TABLE sweepbook_file (version INTEGER NOT NULL, revision INTEGER NOT NULL)",
  "INSERT INTO sweepbook_file VALUES (0, 0)",
  `CREATE TABLE sweepbook_studies (
    study_id INTEGER PRIMARY KEY REFERENCES studies (study_id) ON DELETE CASCADE,
    definition TEXT NOT NULL,
    planned INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    writer TEXT,
    writer_pid INTEGER,
    writer_host TEXT,
    writer_started TEXT,
    writer_heard INTEGER
  )`,
  `CREATE TABLE sweepbook_trials (
    study_id INTEGER NOT NULL REFERENCES sweepbook_studies (study_id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    trial_id INTEGER UNIQUE REFERENCES trials (trial_id) ON DELETE SET NULL,
    state TEXT NOT NULL,
    value,
    record TEXT NOT NULL,
    PRIMARY KEY (study_id, number)
  )`,
  // A run's id names its checkpoint: AUTOINCREMENT never gives one again.
  `CREATE TABLE sweepbook_runs (
    run_id INTEGER PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL,
    trial INTEGER NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    record TEXT NOT NULL,
    identity TEXT NOT NULL,
    lineage TEXT NOT NULL,
    provenance TEXT NOT NULL,
    ended INTEGER,
    UNIQUE (study_id, trial, number),
    FOREIGN KEY (study_id, trial) REFERENCES sweepbook_trials (study_id, number) ON DELETE CASCADE
  )`,
  "CREATE INDEX sweepbook_identities ON sweepbook_runs (identity)",
  "CREATE INDEX sweepbook_lineages ON sweepbook_runs (lineage)",
  `CREATE TABLE sweepbook_epochs (
    run_id INTEGER NOT NULL REFERENCES sweepbook_runs (run_id) ON DELETE CASCADE,
    epoch INTEGER NOT NULL,
    loss,
    accuracy,
    val_loss,
    val_accuracy,
    duration_ms,
    PRIMARY KEY (run_id, epoch)
  ) WITHOUT ROWID`,
  `CREATE TABLE sweepbook_evaluations (
    run_id INTEGER NOT NULL REFERENCES sweepbook_runs (run_id) ON DELETE CASCADE,
    images TEXT NOT NULL,
    loss,
    accuracy,
    errors,
    confusion TEXT NOT NULL,
    mistakes TEXT NOT NULL,
    PRIMARY KEY (run_id, images)
  )`,
  // Optuna counts a trial's number, and drops one of two alike without a word.
  "CREATE INDEX sweepbook_numbers ON trials (study_id, number)",
  `CREATE TRIGGER sweepbook_number AFTER UPDATE OF number ON trials
  WHEN EXISTS (
    SELECT 1 FROM trials
    WHERE study_id = NEW.study_id AND number = NEW.number AND trial_id <> NEW.trial_id
  ) AND EXISTS (SELECT 1 FROM sweepbook_studies WHERE study_id = NEW.study_id)
  BEGIN
    UPDATE trials
    SET number = (SELECT max(number) + 1 FROM trials WHERE study_id = NEW.study_id)
    WHERE trial_id = NEW.trial_id;
  END`,
  // Optuna leaves SQLite's foreign keys off, so that nothing cascades when it deletes a study.
  `CREATE TRIGGER sweepbook_delete BEFORE DELETE ON studies
  BEGIN
    DELETE FROM sweepbook_epochs
    WHERE run_id IN (SELECT run_id FROM sweepbook_runs WHERE study_id = OLD.study_id);
    DELETE FROM sweepbook_evaluations
    WHERE run_id IN (SELECT run_id FROM sweepbook_runs WHERE study_id = OLD.study_id);
    DELETE FROM sweepbook_runs WHERE study_id = OLD.study_id;
    DELETE FROM sweepbook_trials WHERE study_id = OLD.study_id;
    DELETE FROM sweepbook_studies WHERE study_id = OLD.study_id;
  END`,
];
