/**
 * Lists the studies of a database.
 *
 * @module
 */
import type { TrialState } from "../trial/run.ts";
import { countBytes } from "./sqlite_checkpoints.ts";
import { CLAIM, writerOf } from "./sqlite_claims.ts";
import type { Database, Row } from "./sqlite_database.ts";
import { definitionIn } from "./sqlite_records.ts";
import type { StudySummary } from "./storage.ts";

/** All studies of ours, the one that changed last first. */
export function listStudies(database: Database): StudySummary[] {
  const counts = Map.groupBy(
    database.all(
      `SELECT study_id, state, count(*) AS count, max(value) AS highest, min(value) AS lowest
      FROM sweepbook_trials JOIN sweepbook_studies USING (study_id)
      WHERE number NOT IN (SELECT value FROM json_each(definition, '$.leftOut'))
      GROUP BY study_id, state`,
    ),
    ({ study_id }) => Number(study_id),
  );
  const bytes = countBytes(database);
  return database.all(
    `SELECT study_id, study_name, definition, planned, created, changed, ${CLAIM}
    FROM studies JOIN sweepbook_studies USING (study_id) ORDER BY changed DESC, revision DESC`,
  ).map((row) => {
    const id = Number(row.study_id);
    return toSummary(row, counts.get(id) ?? [], bytes.get(id) ?? 0);
  });
}

function toSummary(row: Row, counts: readonly Row[], checkpointBytes: number): StudySummary {
  const { name, dataset, planned, plan: { objective } } = definitionIn(row);
  const states: Partial<Record<TrialState, number>> = {};
  for (const { state, count } of counts) states[state as TrialState] = Number(count);
  const stored = counts.reduce((sum, { count }) => sum + Number(count), 0);
  const waiting = (states.waiting ?? 0) + Math.max(0, planned - stored);
  if (waiting > 0) states.waiting = waiting;
  const complete = counts.find(({ state }) => state === "complete");
  const best = complete?.[objective.direction === "maximize" ? "highest" : "lowest"] ?? null;
  return {
    name,
    dataset,
    states,
    planned,
    best: best === null ? null : Number(best),
    metric: objective.metric,
    created: new Date(Number(row.created)),
    changed: new Date(Number(row.changed)),
    writer: writerOf(row),
    checkpointBytes,
  };
}
