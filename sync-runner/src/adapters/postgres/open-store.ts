import { SyncError } from '#errors/sync-error.ts';
import type { Clock } from '#ports/clock.ts';
import type { DatabaseAddress } from '#ports/database-home.ts';
import type { LedgerPort } from '#ports/ledger.ts';
import type { Log } from '#ports/log.ts';
import type { OutboxPort } from '#ports/outbox.ts';
import type { WakePort } from '#ports/wake.ts';
import { openJobs } from './jobs.ts';
import { PostgresLedger } from './ledger.ts';
import { migrate } from './migrate.ts';
import { createOutbox } from './outbox.ts';
import { composeOutboxContext } from './outbox-context.ts';
import { createDatabase, createPool } from './pool.ts';
import { Session } from './session.ts';
import { translateStoreFault } from './store-fault.ts';
import { createWake } from './wake.ts';

export interface StoreOptions {
  readonly address: DatabaseAddress;
  /** CHERRY_BRIDGE_SCHEMA; the jobs live in `<schema>_jobs`. */
  readonly schema: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly runnerId: string;
}

export interface Store {
  readonly ledger: LedgerPort;
  readonly outbox: OutboxPort;
  readonly wake: WakePort;
  close(): Promise<void>;
}

/** As many transactions at once as one process has use for; each worker of a flow takes one at a time. */
const POOL_SIZE = 12;
const CLOSE_DEADLINE_MS = 4_000;

/** Goes into SQL as it is, and leaves room for `_jobs` within PostgreSQL's 63 bytes. */
const SCHEMA = /^[a-z_][a-z0-9_]{0,49}$/;

const within = async (work: Promise<unknown>, deadlineMs: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, deadlineMs)));
  await Promise.race([work.catch(() => undefined), late]);
  clearTimeout(timer);
};

/** Brings the schema up to date and opens what we remember. Throws SyncError CONFIG_INVALID or STORE_UNREACHABLE. */
export const openStore = async ({ address, schema, clock, log, runnerId }: StoreOptions): Promise<Store> => {
  if (!SCHEMA.test(schema)) {
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `CHERRY_BRIDGE_SCHEMA "${schema}" is no schema name: small letters, digits and underscores, at most 50, no digit first.`,
    });
  }
  const pool = createPool(address, POOL_SIZE, log);
  const db = createDatabase(pool, schema);
  const session = new Session({ address, schema, runnerId, nowMs: () => clock.nowMs(), log });
  try {
    await migrate(db, schema);
    const jobs = await openJobs(pool, `${schema}_jobs`, log);
    await session.open();
    const context = composeOutboxContext(jobs, clock, session.id, schema);
    const close = async (): Promise<void> => {
      await within(jobs.close(), CLOSE_DEADLINE_MS / 2);
      await session.close();
      await within(db.destroy(), CLOSE_DEADLINE_MS / 2);
    };
    return {
      ledger: new PostgresLedger(db, schema, context),
      outbox: createOutbox(context, db),
      wake: createWake(db, session),
      close,
    };
  } catch (error) {
    await session.close();
    await within(db.destroy(), CLOSE_DEADLINE_MS / 2);
    throw translateStoreFault(error);
  }
};
