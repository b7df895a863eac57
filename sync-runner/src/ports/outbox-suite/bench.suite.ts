import { afterEach, beforeEach } from 'vitest';
import type { FlowName } from '#contracts/codes.ts';
import { composeUuid } from '#domain/fingerprint.ts';
import type { Intent } from '#domain/intent.ts';
import type { LedgerPort } from '../ledger.ts';
import type { Claim, EnqueueMode, OutboxPort } from '../outbox.ts';

/** One process's view of a store. */
export interface StoreView {
  readonly ledger: LedgerPort;
  readonly outbox: OutboxPort;
  close(): Promise<void>;
}

/** An empty store, and further processes on it. */
export interface OutboxFixture extends StoreView {
  openAnother(): Promise<StoreView>;
}

export interface IntentParts {
  readonly flow?: FlowName;
  readonly entity?: string;
  readonly subject: string;
  readonly version?: string;
  readonly lane?: string;
  readonly payload?: unknown;
}

export const composeIntent = ({
  flow = 'orders',
  entity = 'create',
  subject,
  version = '1',
  lane = subject,
  payload = {},
}: IntentParts): Intent => {
  const key = `${flow}:${entity}:${subject}:${version}`;
  return { id: composeUuid(key), flow, entity, subject, key, lane, payload };
};

export const LATER_MS = 3_600_000;

/** What the tests do with a store, in a word each. */
export interface Bench {
  readonly store: OutboxFixture;
  /** A further process; closed by the test itself or after it. */
  openAnother(): Promise<StoreView>;
  enqueue(intent: Intent, mode?: EnqueueMode, startAtMs?: number): Promise<'added' | 'repeated'>;
  claimOne(flow?: FlowName, view?: StoreView): Promise<Claim>;
  stateOf(intent: Intent): Promise<string | undefined>;
  markSent(claim: Claim, view?: StoreView): Promise<void>;
  finish(claim: Claim, state?: 'confirmed' | 'refused' | 'held' | 'superseded', view?: StoreView): Promise<void>;
  postpone(claim: Claim, state: 'intended' | 'unclear', atMs: number): Promise<void>;
}

/** Opens a store before each test and closes it, and what was opened beside it, after each. */
export const setUpBench = (open: () => Promise<OutboxFixture>): Bench => {
  let current: OutboxFixture | undefined;
  const others = new Set<StoreView>();
  const store = (): OutboxFixture => {
    if (current === undefined) throw new Error('no store is open');
    return current;
  };

  beforeEach(async () => {
    current = await open();
  });
  afterEach(async () => {
    for (const other of others) await other.close();
    others.clear();
    await current?.close();
  });

  return {
    get store() {
      return store();
    },
    openAnother: async () => {
      const other = await store().openAnother();
      const view = { ...other, close: () => (others.delete(view) ? other.close() : Promise.resolve()) };
      others.add(view);
      return view;
    },
    enqueue: (intent, mode = 'once', startAtMs) =>
      store().ledger.transact((tx) => tx.outbox.enqueue(intent, mode, startAtMs)),
    claimOne: async (flow = 'orders', view = store()) => {
      const [claim] = await view.outbox.claim(flow, 1);
      if (claim === undefined) throw new Error('nothing was due');
      return claim;
    },
    stateOf: async (intent) => (await store().outbox.show(intent.id))?.intent.state,
    markSent: (claim, view = store()) => view.ledger.transact((tx) => tx.outbox.markSent(claim)),
    finish: (claim, state = 'confirmed', view = store()) =>
      view.ledger.transact((tx) => tx.outbox.finish(claim, state, `note of ${state}`)),
    postpone: (claim, state, atMs) =>
      store().ledger.transact((tx) => tx.outbox.postpone(claim, state, atMs, 'not now')),
  };
};
