/**
 * The tables of Optuna, as its versions 4 and 5 make them.
 *
 * @module
 */

/** What Optuna asks for before it reads a database. */
export const OPTUNA_VERSION = "v3.2.0.a";

/** Columns of attributes, of a study or a trial. */
function attributes(of: "study" | "trial", whose: "user" | "system"): string {
  const key = of === "study" ? "studies (study_id)" : "trials (trial_id)";
  return `CREATE TABLE ${of}_${whose}_attributes (
    ${of}_${whose}_attribute_id INTEGER NOT NULL PRIMARY KEY,
    ${of}_id INTEGER REFERENCES ${key},
    "key" VARCHAR(512),
    value_json TEXT,
    UNIQUE (${of}_id, "key")
  )`;
}

/** Statements that make them, with their version. */
export const OPTUNA_TABLES: readonly string[] = [
  `CREATE TABLE studies (
    study_id INTEGER NOT NULL PRIMARY KEY,
    study_name VARCHAR(512) NOT NULL
  )`,
  "CREATE UNIQUE INDEX ix_studies_study_name ON studies (study_name)",
  `CREATE TABLE study_directions (
    study_direction_id INTEGER NOT NULL PRIMARY KEY,
    direction VARCHAR(8) NOT NULL,
    study_id INTEGER NOT NULL REFERENCES studies (study_id),
    objective INTEGER NOT NULL,
    UNIQUE (study_id, objective)
  )`,
  attributes("study", "user"),
  attributes("study", "system"),
  `CREATE TABLE trials (
    trial_id INTEGER NOT NULL PRIMARY KEY,
    number INTEGER,
    study_id INTEGER REFERENCES studies (study_id),
    state VARCHAR(8) NOT NULL,
    datetime_start DATETIME,
    datetime_complete DATETIME
  )`,
  "CREATE INDEX ix_trials_study_id ON trials (study_id)",
  attributes("trial", "user"),
  attributes("trial", "system"),
  `CREATE TABLE trial_params (
    param_id INTEGER NOT NULL PRIMARY KEY,
    trial_id INTEGER REFERENCES trials (trial_id),
    param_name VARCHAR(512),
    param_value FLOAT,
    distribution_json TEXT,
    UNIQUE (trial_id, param_name)
  )`,
  `CREATE TABLE trial_values (
    trial_value_id INTEGER NOT NULL PRIMARY KEY,
    trial_id INTEGER NOT NULL REFERENCES trials (trial_id),
    objective INTEGER NOT NULL,
    value FLOAT,
    value_type VARCHAR(7) NOT NULL,
    UNIQUE (trial_id, objective)
  )`,
  `CREATE TABLE trial_intermediate_values (
    trial_intermediate_value_id INTEGER NOT NULL PRIMARY KEY,
    trial_id INTEGER NOT NULL REFERENCES trials (trial_id),
    step INTEGER NOT NULL,
    intermediate_value FLOAT,
    intermediate_value_type VARCHAR(7) NOT NULL,
    UNIQUE (trial_id, step)
  )`,
  `CREATE TABLE trial_heartbeats (
    trial_heartbeat_id INTEGER NOT NULL PRIMARY KEY,
    trial_id INTEGER NOT NULL UNIQUE REFERENCES trials (trial_id),
    heartbeat DATETIME NOT NULL
  )`,
  `CREATE TABLE version_info (
    version_info_id INTEGER NOT NULL PRIMARY KEY CHECK (version_info_id = 1),
    schema_version INTEGER,
    library_version VARCHAR(256)
  )`,
  "INSERT INTO version_info VALUES (1, 12, '5.0.0')",
  "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
  `INSERT INTO alembic_version VALUES ('${OPTUNA_VERSION}')`,
];
