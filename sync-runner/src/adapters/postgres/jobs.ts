import type { Transaction } from 'kysely';
import type pg from 'pg';
import { type Db, PgBoss, fromKysely } from 'pg-boss';
import type { FlowName } from '#contracts/codes.ts';
import type { Log } from '#ports/log.ts';
import type { Tables } from './tables.ts';

/** A job as fetched: the pair fences every later call to this fetch. */
export interface JobTry {
  readonly id: string;
  readonly retryCount: number;
}

export interface NewJob {
  readonly id: string;
  readonly lane: string;
  /** From now, by the database's clock; 0 = due. */
  readonly startInMs: number;
}

/**
 * Our own thin queue: what we use of pg-boss, in a transaction of ours. A job is a bell: it says "intent of this id is
 * due", and its row is gone when the intent ends. What happened is kept in the intents table.
 */
export interface Jobs {
  insert(tx: Transaction<Tables>, flow: FlowName, jobs: readonly NewJob[]): Promise<void>;
  fetch(tx: Transaction<Tables>, flow: FlowName, limit: number): Promise<readonly JobTry[]>;
  /** Back into the queue, its lane stays blocked: due after `startInMs`. */
  putBack(tx: Transaction<Tables>, flow: FlowName, jobs: readonly JobTry[], startInMs: number): Promise<void>;
  /** A waiting job (not a fetched one): due after `startInMs`. */
  move(tx: Transaction<Tables>, flow: FlowName, id: string, startInMs: number): Promise<void>;
  /** The end of a fetched job; fenced. Gives how many were still ours. */
  end(tx: Transaction<Tables>, flow: FlowName, jobs: readonly JobTry[]): Promise<number>;
  /** Removes jobs nobody works at. */
  remove(tx: Transaction<Tables>, flow: FlowName, ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** "Never": the lane waits for a person. */
export const FOR_EVER_MS = 100 * 365 * 86_400_000;

const YEARS_20_S = 20 * 365 * 86_400;

const QUEUE = {
  // A crash counts as a try, and the engine decides when enough is enough.
  retryLimit: 1_000_000,
  retryDelay: 0,
  retryBackoff: false,
  // Far above every HTTP time-out. Dead processes are found by their session lock, long before this.
  expireInSeconds: 6 * 3_600,
  // A wish waits as long as it takes: never deleted for age.
  retentionSeconds: YEARS_20_S,
} as const;

/** Orders and dispatches keep strict order by queue policy too; elsewhere at most one job of a lane is active. */
const POLICY: Readonly<Record<FlowName, 'key_strict_fifo' | 'singleton'>> = {
  products: 'singleton',
  inventory: 'singleton',
  orders: 'key_strict_fifo',
  fulfilment: 'key_strict_fifo',
  reconciliation: 'singleton',
};

const FLOWS = Object.keys(POLICY) as readonly FlowName[];

const composeInterval = (ms: number): string => `${(Math.max(0, ms) / 1_000).toFixed(3)} seconds`;

const composeDb = (pool: pg.Pool): Db => ({
  executeSql: async (text, values) => pool.query(text, values as unknown[] | undefined),
});

const startBoss = async (pool: pg.Pool, schema: string, log: Log): Promise<PgBoss> => {
  const boss = new PgBoss({
    db: composeDb(pool),
    schema,
    schedule: false,
    supervise: true,
    registerInstance: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => log.warn('The job queue reports a fault.', { cause: error.message }));
  await boss.start();
  const known = new Set((await boss.getQueues()).map((queue) => queue.name));
  for (const flow of FLOWS.filter((name) => !known.has(name)))
    await boss.createQueue(flow, { ...QUEUE, policy: POLICY[flow] });
  return boss;
};

/** Starts pg-boss in its own schema, on our pool. */
export const openJobs = async (pool: pg.Pool, schema: string, log: Log): Promise<Jobs> => {
  const boss = await startBoss(pool, schema, log);
  const within = (tx: Transaction<Tables>): { db: Db } => ({ db: fromKysely(tx) });
  return {
    insert: async (tx, flow, jobs) => {
      const rows = jobs.map(({ id, lane, startInMs }) => ({
        id,
        singletonKey: lane,
        startAfter: composeInterval(startInMs),
      }));
      if (rows.length > 0) await boss.insert(flow, rows, within(tx));
    },
    fetch: (tx, flow, limit) => boss.fetch(flow, { ...within(tx), batchSize: limit }),
    putBack: async (tx, flow, jobs, startInMs) => {
      if (jobs.length === 0) return;
      await boss.fail(flow, [...jobs], null, within(tx));
      if (startInMs <= 0) return;
      for (const { id } of jobs)
        await boss.update(flow, undefined, { ...within(tx), id, startAfter: composeInterval(startInMs) });
    },
    move: async (tx, flow, id, startInMs) => {
      await boss.update(flow, undefined, { ...within(tx), id, startAfter: composeInterval(startInMs) });
    },
    end: async (tx, flow, jobs) => {
      if (jobs.length === 0) return 0;
      // The answer's type is empty in this version; the count is what every call of this kind gives.
      const answer = (await boss.deleteJob(flow, [...jobs], within(tx))) as { readonly affected: number };
      return answer.affected;
    },
    remove: async (tx, flow, ids) => {
      if (ids.length > 0) await boss.deleteJob(flow, [...ids], within(tx));
    },
    close: () => boss.stop({ graceful: false }),
  };
};
