import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { FlowName } from '#contracts/codes.ts';
import type { Clock } from '#ports/clock.ts';
import type { Jobs } from './jobs.ts';
import type { Tables } from './tables.ts';

/** What the files of the outbox share. */
export interface OutboxContext {
  readonly jobs: Jobs;
  readonly clock: Clock;
  /** Names this process in its claims. */
  readonly session: string;
  readonly intents: RawBuilder<unknown>;
  readonly attempts: RawBuilder<unknown>;
  readonly processes: RawBuilder<unknown>;
  /** Gives the order of wishes. */
  readonly intentSequence: string;
}

export const composeOutboxContext = (jobs: Jobs, clock: Clock, session: string, schema: string): OutboxContext => ({
  jobs,
  clock,
  session,
  intents: sql.table(`${schema}.intents`),
  attempts: sql.table(`${schema}.attempts`),
  processes: sql.table(`${schema}.processes`),
  intentSequence: `"${schema}".intents_seq_seq`,
});

/** The lane's next wish, once nothing before it is open: it gets its job. Statements of their own, so that each sees the last. */
export const promoteLane = async (
  context: OutboxContext,
  tx: Transaction<Tables>,
  flow: FlowName,
  lane: string,
): Promise<{ readonly id: string; readonly startAtMs: number } | undefined> => {
  const { rows } = await sql<{ id: string; next_try_at_ms: number }>`
    UPDATE ${context.intents} SET phase = 'queued'
    WHERE id = (SELECT id FROM ${context.intents} WHERE flow = ${flow} AND lane = ${lane} AND phase = 'behind' ORDER BY seq LIMIT 1)
      AND NOT EXISTS (
        SELECT 1 FROM ${context.intents}
        WHERE flow = ${flow} AND lane = ${lane} AND phase IN ('queued', 'claimed', 'postponed', 'blocking'))
    RETURNING id, next_try_at_ms`.execute(tx);
  const next = rows[0];
  return next === undefined ? undefined : { id: next.id, startAtMs: next.next_try_at_ms };
};
