import { type Kysely, sql, type Transaction } from 'kysely';
import type { FlowName, IntentState } from '#contracts/codes.ts';
import type { AttemptRow, LaneTally, OutboxFilter, OutboxPort } from '#ports/outbox.ts';
import { claimIntents, recoverClaims } from './claims.ts';
import { readIntent } from './intent-rows.ts';
import { type OutboxContext, promoteLane } from './outbox-context.ts';
import type { IntentPhase, IntentRecord, Tables } from './tables.ts';

/** Ids in the database are UUIDs; a person may type anything. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const WAITING: readonly IntentPhase[] = ['queued', 'postponed'];

const lockIntent = async (tx: Transaction<Tables>, id: string): Promise<IntentRecord | undefined> => {
  if (!UUID.test(id)) return undefined;
  const row = await tx.selectFrom('intents').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row as IntentRecord | undefined;
};

/** What a person's "try again" makes of a state. A held wish that was ever sent is looked up first: it may be over there. */
const decideRetryState = (row: IntentRecord): IntentState => {
  if (row.state === 'held' && row.sent_at_ms !== null) return 'unclear';
  return row.state === 'unclear' ? 'unclear' : 'intended';
};

class PostgresOutbox implements OutboxPort {
  readonly #context: OutboxContext;
  readonly #db: Kysely<Tables>;

  constructor(context: OutboxContext, db: Kysely<Tables>) {
    this.#context = context;
    this.#db = db;
  }

  claim(flow: FlowName, limit: number) {
    return claimIntents(this.#context, this.#db, flow, limit);
  }

  recover(): Promise<number> {
    return recoverClaims(this.#context, this.#db);
  }

  async tally(flow: FlowName): Promise<LaneTally> {
    const { intents, clock } = this.#context;
    const { rows } = await sql<{ waiting: number; oldest: number | null; postponed: number; held: number }>`
      WITH open AS (
        SELECT phase, lane, created_at_ms, phase IN ('queued', 'postponed') AND next_try_at_ms > ${clock.nowMs()} AS is_later
        FROM ${intents} WHERE flow = ${flow} AND phase <> 'ended'),
      later AS (SELECT DISTINCT lane FROM open WHERE is_later)
      SELECT count(*) FILTER (WHERE phase NOT IN ('blocking', 'released')) AS waiting,
        min(created_at_ms) FILTER (WHERE phase NOT IN ('blocking', 'released')) AS oldest,
        count(*) FILTER (WHERE is_later OR (phase = 'behind' AND lane IN (SELECT lane FROM later))) AS postponed,
        count(*) FILTER (WHERE phase IN ('blocking', 'released')) AS held
      FROM open`.execute(this.#db);
    const row = rows[0];
    return {
      waiting: row?.waiting ?? 0,
      oldestAtMs: row?.oldest ?? null,
      postponed: row?.postponed ?? 0,
      held: row?.held ?? 0,
    };
  }

  async list(filter: OutboxFilter) {
    if (filter.states?.length === 0) return [];
    let query = this.#db.selectFrom('intents').selectAll().orderBy('seq', 'desc').limit(filter.limit);
    if (filter.flow !== undefined) query = query.where('flow', '=', filter.flow);
    if (filter.states !== undefined) query = query.where('state', 'in', [...filter.states]);
    if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject);
    return (await query.execute()).map(readIntent);
  }

  async show(id: string) {
    if (!UUID.test(id)) return null;
    const row = await this.#db.selectFrom('intents').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) return null;
    const attempts = await this.#db
      .selectFrom('attempts')
      .selectAll()
      .where('intent_id', '=', id)
      .orderBy('round')
      .orderBy('attempt')
      .execute();
    const tries = attempts.map((attempt): AttemptRow => ({
      attempt: attempt.attempt,
      sentAtMs: attempt.sent_at_ms,
      endedAtMs: attempt.ended_at_ms,
      note: attempt.note,
      wasSent: attempt.was_sent,
    }));
    return { intent: readIntent(row), tries, nextTryAtMs: WAITING.includes(row.phase) ? row.next_try_at_ms : null };
  }

  retry(id: string): Promise<boolean> {
    return this.#change(id, async (tx, row) => {
      if (!['queued', 'postponed', 'blocking', 'released'].includes(row.phase)) return false;
      const isBack = row.phase === 'released';
      await this.#update(tx, row, { state: decideRetryState(row), phase: isBack ? 'behind' : 'postponed' });
      if (isBack) await this.#promote(tx, row.flow, row.lane);
      else await this.#context.jobs.move(tx, row.flow, row.id, 0);
      return true;
    });
  }

  release(id: string): Promise<boolean> {
    return this.#change(id, async (tx, row) => {
      if (row.phase !== 'blocking') return false;
      await this.#update(tx, row, { state: row.state, phase: 'released' });
      await this.#context.jobs.remove(tx, row.flow, [row.id]);
      await this.#promote(tx, row.flow, row.lane);
      return true;
    });
  }

  drop(id: string, reason: string): Promise<boolean> {
    return this.#change(id, async (tx, row) => {
      if (row.phase === 'claimed' || row.phase === 'ended') return false;
      await this.#update(tx, row, { state: 'dropped', phase: 'ended', error: `Dropped: ${reason}` });
      await this.#context.jobs.remove(tx, row.flow, [row.id]);
      await this.#promote(tx, row.flow, row.lane);
      return true;
    });
  }

  async nextDueAtMs(flow: FlowName): Promise<number | null> {
    const row = await this.#db
      .selectFrom('intents')
      .select((eb) => eb.fn.min<number | null>('next_try_at_ms').as('due'))
      .where('flow', '=', flow)
      .where('phase', 'in', [...WAITING])
      .executeTakeFirst();
    return row?.due ?? null;
  }

  /** A person's action on one wish, its row locked. false = there is nothing to act on. */
  #change(id: string, act: (tx: Transaction<Tables>, row: IntentRecord) => Promise<boolean>): Promise<boolean> {
    return this.#db.transaction().execute(async (tx) => {
      const row = await lockIntent(tx, id);
      return row === undefined ? false : act(tx, row);
    });
  }

  async #update(
    tx: Transaction<Tables>,
    row: IntentRecord,
    to: { readonly state: IntentState; readonly phase: IntentPhase; readonly error?: string },
  ): Promise<void> {
    const nowMs = this.#context.clock.nowMs();
    await tx
      .updateTable('intents')
      .set({
        state: to.state,
        phase: to.phase,
        next_try_at_ms: nowMs,
        updated_at_ms: nowMs,
        unclear_since_ms: to.state === 'unclear' ? (row.unclear_since_ms ?? row.sent_at_ms ?? nowMs) : null,
        ...(to.error === undefined ? {} : { last_error: to.error }),
      })
      .where('id', '=', row.id)
      .execute();
  }

  async #promote(tx: Transaction<Tables>, flow: FlowName, lane: string): Promise<void> {
    const next = await promoteLane(this.#context, tx, flow, lane);
    if (next === undefined) return;
    await this.#context.jobs.insert(tx, flow, [
      { id: next.id, lane, startInMs: next.startAtMs - this.#context.clock.nowMs() },
    ]);
  }
}

export const createOutbox = (context: OutboxContext, db: Kysely<Tables>): OutboxPort => new PostgresOutbox(context, db);
