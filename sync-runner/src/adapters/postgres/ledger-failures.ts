import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { LedgerChange } from '#ports/ledger.ts';
import type { Tables } from './tables.ts';

export type FailurePut = Extract<LedgerChange, { put: 'failure' | 'failure-closed' }>;

/**
 * Rows of the desk. Revisions are handed out under a lock that lasts to the commit: a reader that has seen revision n
 * has seen every one below it. A row that was closed opens anew, with the new first sighting.
 */
export const putFailures = async (
  tx: Transaction<Tables>,
  schema: string,
  table: (name: string) => RawBuilder<unknown>,
  puts: readonly FailurePut[],
): Promise<void> => {
  const revision = sql`nextval(${`"${schema}".failure_revisions`}::regclass)`;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${schema}:failures`}, 0))`.execute(tx);
  for (const put of puts) {
    if (put.put === 'failure') {
      await sql`
        INSERT INTO ${table('failures')} AS f (key, flow, fact, revision)
        VALUES (${put.fact.key}, ${put.fact.flow}, ${JSON.stringify(put.fact)}::jsonb, ${revision})
        ON CONFLICT (key) DO UPDATE SET flow = excluded.flow, revision = excluded.revision, closed_at_ms = NULL, closed_reason = NULL,
          fact = CASE WHEN f.closed_at_ms IS NULL
            THEN excluded.fact || jsonb_build_object('first_seen_at_utc', f.fact -> 'first_seen_at_utc') ELSE excluded.fact END`.execute(
        tx,
      );
    } else {
      await sql`
        UPDATE ${table('failures')} SET closed_at_ms = ${put.atMs}, closed_reason = ${put.reason}, revision = ${revision}
        WHERE key = ${put.key} AND closed_at_ms IS NULL`.execute(tx);
    }
  }
};
