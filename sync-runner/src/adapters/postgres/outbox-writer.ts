import { sql, type Transaction } from 'kysely';
import type { FlowName } from '#contracts/codes.ts';
import type { Intent } from '#domain/intent.ts';
import { SyncError } from '#errors/sync-error.ts';
import type { Claim, EnqueueMode, OutboxWriter } from '#ports/outbox.ts';
import { FOR_EVER_MS, type NewJob } from './jobs.ts';
import { type OutboxContext, promoteLane } from './outbox-context.ts';
import type { Tables } from './tables.ts';

/** Texts of far sides may be long; the row keeps what a person reads. */
const NOTE_LENGTH_MAX = 2_000;

/** The outbox inside one transaction. New jobs are gathered and go in together, by `flush`, before the commit. */
export class TransactionOutbox implements OutboxWriter {
  readonly #context: OutboxContext;
  readonly #tx: Transaction<Tables>;
  readonly #newJobs = new Map<string, NewJob & { readonly flow: FlowName }>();

  constructor(context: OutboxContext, tx: Transaction<Tables>) {
    this.#context = context;
    this.#tx = tx;
  }

  async enqueue(intent: Intent, mode: EnqueueMode, startAtMs?: number): Promise<'added' | 'repeated'> {
    if (mode === 'latest') await this.#supersedeOlder(intent);
    const nowMs = this.#context.clock.nowMs();
    const startMs = startAtMs ?? nowMs;
    let phase = await this.#insert(intent, nowMs, startMs);
    if (phase === undefined) phase = await this.#revive(intent, mode, nowMs, startMs);
    if (phase === undefined) {
      if (mode === 'once') await this.#refresh(intent);
      return 'repeated';
    }
    if (phase === 'queued') this.#addJob(intent.flow, intent.lane, intent.id, startMs);
    return 'added';
  }

  async markSent(claim: Claim): Promise<void> {
    const { intents, attempts, clock, session } = this.#context;
    const nowMs = clock.nowMs();
    const { rows } = await sql`
      WITH mine AS (
        UPDATE ${intents} SET state = 'sent', sent_at_ms = ${nowMs}, unclear_since_ms = NULL, updated_at_ms = ${nowMs}
        WHERE id = ${claim.intent.id} AND phase = 'claimed' AND claimed_by = ${session} AND job_try = ${claim.jobTry} AND attempts = ${claim.intent.attempts}
        RETURNING id, round, attempts)
      INSERT INTO ${attempts} (intent_id, round, attempt, was_sent, sent_at_ms)
      SELECT id, round, attempts, true, ${nowMs} FROM mine
      ON CONFLICT (intent_id, round, attempt) DO UPDATE SET sent_at_ms = excluded.sent_at_ms
      RETURNING 1`.execute(this.#tx);
    if (rows.length === 0) throw composeClaimLost(claim);
  }

  async finish(claim: Claim, state: 'confirmed' | 'refused' | 'held' | 'superseded', note: string): Promise<void> {
    const { jobs } = this.#context;
    const { id, flow, lane } = claim.intent;
    const isBlocking = state === 'refused' || state === 'held';
    await this.#settle(claim, {
      state,
      phase: isBlocking ? 'blocking' : 'ended',
      note,
      error: isBlocking ? note : '',
      nextTryAtMs: null,
    });
    const job = { id: claim.jobId, retryCount: claim.jobTry };
    if (isBlocking) return jobs.putBack(this.#tx, flow, [job], FOR_EVER_MS);
    if ((await jobs.end(this.#tx, flow, [job])) === 0) throw composeClaimLost(claim);
    this.#newJobs.delete(id);
    await this.#promote(flow, lane);
  }

  async postpone(claim: Claim, state: 'intended' | 'unclear', atMs: number, note: string): Promise<void> {
    const { jobs, clock } = this.#context;
    await this.#settle(claim, { state, phase: 'postponed', note, error: note, nextTryAtMs: atMs });
    await jobs.putBack(
      this.#tx,
      claim.intent.flow,
      [{ id: claim.jobId, retryCount: claim.jobTry }],
      atMs - clock.nowMs(),
    );
  }

  /** Before the commit: the jobs of all wishes of this transaction, one statement a flow. */
  async flush(): Promise<void> {
    const jobs = [...this.#newJobs.values()];
    for (const flow of new Set(jobs.map((job) => job.flow))) {
      await this.#context.jobs.insert(
        this.#tx,
        flow,
        jobs.filter((job) => job.flow === flow),
      );
    }
    this.#newJobs.clear();
  }

  #addJob(flow: FlowName, lane: string, id: string, startAtMs: number): void {
    this.#newJobs.set(id, { flow, id, lane, startInMs: startAtMs - this.#context.clock.nowMs() });
  }

  async #promote(flow: FlowName, lane: string): Promise<void> {
    const next = await promoteLane(this.#context, this.#tx, flow, lane);
    if (next !== undefined) this.#addJob(flow, lane, next.id, next.startAtMs);
  }

  /**
   * A newer wish for the same subject makes older ones void that were not sent, and those that wait for a person. One
   * that is at work or unclear stays: its outcome counts, and the newer one waits behind it.
   */
  async #supersedeOlder(intent: Intent): Promise<void> {
    const { intents, jobs, clock } = this.#context;
    const { rows } = await sql<{ id: string; lane: string; had_job: boolean }>`
      UPDATE ${intents} i SET state = 'superseded', phase = 'ended', updated_at_ms = ${clock.nowMs()}
      FROM (SELECT id, phase FROM ${intents}
        WHERE flow = ${intent.flow} AND entity = ${intent.entity} AND subject = ${intent.subject} AND key <> ${intent.key}
          AND phase NOT IN ('claimed', 'ended') AND state IN ('intended', 'refused', 'held') FOR UPDATE) older
      WHERE i.id = older.id AND i.phase NOT IN ('claimed', 'ended')
      RETURNING i.id, i.lane, older.phase IN ('queued', 'postponed', 'blocking') AS had_job`.execute(this.#tx);
    const stored = rows.filter((row) => row.had_job && !this.#newJobs.delete(row.id));
    await jobs.remove(
      this.#tx,
      intent.flow,
      stored.map((row) => row.id),
    );
    for (const lane of new Set(rows.map((row) => row.lane))) await this.#promote(intent.flow, lane);
  }

  /** The fence and the books of one try: state of the wish, end of its attempt (a try that sent nothing gets its row here). */
  async #settle(
    claim: Claim,
    end: {
      readonly state: string;
      readonly phase: string;
      readonly note: string;
      readonly error: string;
      readonly nextTryAtMs: number | null;
    },
  ): Promise<void> {
    const { intents, attempts, clock, session } = this.#context;
    const nowMs = clock.nowMs();
    const note = end.note.slice(0, NOTE_LENGTH_MAX);
    const { rows } = await sql`
      WITH mine AS (
        UPDATE ${intents} SET state = ${end.state}, phase = ${end.phase}, claimed_by = NULL, updated_at_ms = ${nowMs},
          last_error = ${end.error.slice(0, NOTE_LENGTH_MAX)}, next_try_at_ms = coalesce(${end.nextTryAtMs}::bigint, next_try_at_ms),
          unclear_since_ms = CASE WHEN ${end.state} = 'unclear' THEN coalesce(unclear_since_ms, ${nowMs}::bigint) END
        WHERE id = ${claim.intent.id} AND phase = 'claimed' AND claimed_by = ${session} AND job_try = ${claim.jobTry} AND attempts = ${claim.intent.attempts}
        RETURNING id, round, attempts, claimed_at_ms)
      INSERT INTO ${attempts} (intent_id, round, attempt, was_sent, sent_at_ms, ended_at_ms, note)
      SELECT id, round, attempts, false, coalesce(claimed_at_ms, ${nowMs}::bigint), ${nowMs}::bigint, ${note} FROM mine
      ON CONFLICT (intent_id, round, attempt) DO UPDATE SET ended_at_ms = excluded.ended_at_ms, note = excluded.note
      RETURNING 1`.execute(this.#tx);
    if (rows.length === 0) throw composeClaimLost(claim);
  }

  /** The phase it got, or undefined where the key is known. An open wish of the lane is locked, so that its end and our place behind it cannot miss each other. */
  async #insert(intent: Intent, nowMs: number, startAtMs: number): Promise<string | undefined> {
    const { intents } = this.#context;
    const { rows } = await sql<{ phase: string }>`
      WITH open AS (
        SELECT 1 FROM ${intents} WHERE flow = ${intent.flow} AND lane = ${intent.lane} AND phase NOT IN ('released', 'ended') FOR SHARE)
      INSERT INTO ${intents} (id, flow, entity, subject, key, lane, payload, state, phase, next_try_at_ms, created_at_ms, updated_at_ms)
      VALUES (${intent.id}, ${intent.flow}, ${intent.entity}, ${intent.subject}, ${intent.key}, ${intent.lane}, ${JSON.stringify(intent.payload ?? null)}::jsonb,
        'intended', CASE WHEN EXISTS (SELECT 1 FROM open) THEN 'behind' ELSE 'queued' END, ${startAtMs}, ${nowMs}, ${nowMs})
      ON CONFLICT DO NOTHING
      RETURNING phase`.execute(this.#tx);
    return rows[0]?.phase;
  }

  /**
   * The same wish again is a new wish, same row, next round, at the end of its lane: `latest` after any good end (A, B,
   * A), `once` only where it was given up before anything was done.
   */
  async #revive(intent: Intent, mode: EnqueueMode, nowMs: number, startAtMs: number): Promise<string | undefined> {
    const { intents } = this.#context;
    const ends = mode === 'latest' ? ['confirmed', 'noted', 'superseded'] : ['superseded'];
    const { rows } = await sql<{ phase: string }>`
      WITH open AS (
        SELECT 1 FROM ${intents} WHERE flow = ${intent.flow} AND lane = ${intent.lane} AND phase NOT IN ('released', 'ended') FOR SHARE)
      UPDATE ${intents} SET state = 'intended', phase = CASE WHEN EXISTS (SELECT 1 FROM open) THEN 'behind' ELSE 'queued' END,
        seq = nextval(${this.#context.intentSequence}::regclass), round = round + 1, attempts = 0,
        payload = ${JSON.stringify(intent.payload ?? null)}::jsonb, sent_at_ms = NULL, unclear_since_ms = NULL, last_error = '',
        next_try_at_ms = ${startAtMs}, created_at_ms = ${nowMs}, updated_at_ms = ${nowMs}
      WHERE key = ${intent.key} AND phase = 'ended' AND state = ANY(${ends}::text[])
      RETURNING phase`.execute(this.#tx);
    return rows[0]?.phase;
  }

  /** Nothing of it is on the far side and nobody works at it: what it will write is what is wished now. */
  async #refresh(intent: Intent): Promise<void> {
    const { intents, clock } = this.#context;
    const payload = JSON.stringify(intent.payload ?? null);
    await sql`
      UPDATE ${intents} SET payload = ${payload}::jsonb, updated_at_ms = ${clock.nowMs()}
      WHERE key = ${intent.key} AND phase NOT IN ('claimed', 'ended') AND state IN ('intended', 'refused')
        AND payload IS DISTINCT FROM ${payload}::jsonb`.execute(this.#tx);
  }
}

const composeClaimLost = (claim: Claim): SyncError =>
  new SyncError({
    code: 'CLAIM_LOST',
    message: 'Another process took this piece of work over; what we had to say about it is not kept.',
    subject: claim.intent.key,
  });
