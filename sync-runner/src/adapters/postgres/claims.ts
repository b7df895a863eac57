import { type Kysely, sql, type Transaction } from 'kysely';
import type { FlowName } from '#contracts/codes.ts';
import type { Claim } from '#ports/outbox.ts';
import { readIntent } from './intent-rows.ts';
import type { JobTry } from './jobs.ts';
import type { OutboxContext } from './outbox-context.ts';
import type { IntentRecord, Tables } from './tables.ts';

/** A claim older than this is freed even from a live process: it hangs, and the fence stops its late completion. */
const CLAIM_AGE_MAX_MS = 30 * 60_000;

type ClaimedRow = Omit<IntentRecord, 'job_try'> & { readonly job_try: number };

/** Jobs whose wish could not be taken: a row locked this moment goes back, a job without an open wish is removed. */
const settleStrays = async (
  context: OutboxContext,
  tx: Transaction<Tables>,
  flow: FlowName,
  strays: readonly JobTry[],
): Promise<void> => {
  if (strays.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM ${context.intents} WHERE id = ANY(${strays.map((job) => job.id)}::uuid[]) AND phase IN ('queued', 'postponed')`.execute(
    tx,
  );
  const open = new Set(rows.map((row) => row.id));
  await context.jobs.putBack(
    tx,
    flow,
    strays.filter((job) => open.has(job.id)),
    0,
  );
  await context.jobs.end(
    tx,
    flow,
    strays.filter((job) => !open.has(job.id)),
  );
};

/**
 * Takes due wishes: jobs first, then their rows, without waiting for a locked one (who holds it may wait for the job).
 * A row that is still `sent` belongs to a try that never ended: its outcome is unclear.
 */
export const claimIntents = async (
  context: OutboxContext,
  db: Kysely<Tables>,
  flow: FlowName,
  limit: number,
): Promise<readonly Claim[]> =>
  db.transaction().execute(async (tx) => {
    const fetched = await context.jobs.fetch(tx, flow, limit);
    if (fetched.length === 0) return [];
    const nowMs = context.clock.nowMs();
    const ids = fetched.map((job) => job.id);
    const { rows } = await sql<ClaimedRow>`
      UPDATE ${context.intents} i SET phase = 'claimed', claimed_by = ${context.session}, claimed_at_ms = ${nowMs}, updated_at_ms = ${nowMs},
        job_try = job.try, attempts = i.attempts + 1,
        unclear_since_ms = CASE WHEN i.state = 'sent' THEN ${nowMs}::bigint ELSE i.unclear_since_ms END,
        state = CASE WHEN i.state = 'sent' THEN 'unclear' ELSE i.state END
      FROM unnest(${ids}::uuid[], ${fetched.map((job) => job.retryCount)}::int[]) AS job(id, try)
      WHERE i.id = job.id AND i.id IN (
        SELECT id FROM ${context.intents} WHERE id = ANY(${ids}::uuid[]) AND phase IN ('queued', 'postponed', 'claimed') FOR UPDATE SKIP LOCKED)
      RETURNING i.*`.execute(tx);
    const taken = new Set(rows.map((row) => row.id));
    await settleStrays(
      context,
      tx,
      flow,
      fetched.filter((job) => !taken.has(job.id)),
    );
    return rows
      .sort((a, b) => Number(a.seq) - Number(b.seq))
      .map((row) => ({ intent: readIntent(row), jobId: row.id, jobTry: row.job_try }));
  });

interface FreedRow {
  readonly id: string;
  readonly flow: FlowName;
  readonly job_try: number;
}

const freeRows = async (context: OutboxContext, tx: Transaction<Tables>): Promise<readonly FreedRow[]> => {
  const nowMs = context.clock.nowMs();
  const { rows } = await sql<FreedRow>`
    WITH dead AS (
      SELECT i.id, i.state FROM ${context.intents} i LEFT JOIN ${context.processes} p ON p.session = i.claimed_by
      WHERE i.phase = 'claimed'
        AND (i.claimed_at_ms < ${nowMs - CLAIM_AGE_MAX_MS} OR p.session IS NULL OR NOT EXISTS (
          SELECT 1 FROM pg_locks l
          WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND ((l.classid::bigint << 32) | l.objid::bigint) = p.lock_key))
      FOR UPDATE OF i SKIP LOCKED),
    noted AS (
      UPDATE ${context.attempts} a SET ended_at_ms = ${nowMs}, note = 'the process ended before the answer'
      FROM ${context.intents} i JOIN dead ON dead.id = i.id
      WHERE a.intent_id = i.id AND a.round = i.round AND a.attempt = i.attempts AND a.ended_at_ms IS NULL)
    UPDATE ${context.intents} i SET phase = 'postponed', claimed_by = NULL, next_try_at_ms = ${nowMs}, updated_at_ms = ${nowMs},
      state = CASE WHEN dead.state = 'sent' THEN 'unclear' ELSE dead.state END,
      unclear_since_ms = CASE WHEN dead.state = 'sent' THEN ${nowMs}::bigint ELSE i.unclear_since_ms END
    FROM dead WHERE i.id = dead.id
    RETURNING i.id, i.flow, i.job_try`.execute(tx);
  return rows;
};

/** Frees what dead processes held, at once: who lives holds its session lock, and the database knows who does. */
export const recoverClaims = async (context: OutboxContext, db: Kysely<Tables>): Promise<number> =>
  db.transaction().execute(async (tx) => {
    const rows = await freeRows(context, tx);
    for (const flow of new Set(rows.map((row) => row.flow))) {
      const jobs = rows.filter((row) => row.flow === flow).map((row) => ({ id: row.id, retryCount: row.job_try }));
      await context.jobs.putBack(tx, flow, jobs, 0);
    }
    return rows.length;
  });
