import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { FlowName } from '#contracts/codes.ts';
import type { Command } from '#contracts/command.ts';
import type { FailuresRequest } from '#contracts/failure.ts';
import type { ReportRequest } from '#contracts/report.ts';
import { Settings } from '#contracts/settings.ts';
import { composeIntent } from '#domain/compose-intent.ts';
import type { Decision } from '#domain/decision.ts';
import type { Intent, StoredIntent } from '#domain/intent.ts';
import { silentLog, startTestServer, type TestServer } from '#adapters/postgres/test-store.suite.ts';
import type { Store } from '#adapters/postgres/open-store.ts';
import type { Flow, FlowContext, WriteOutcome } from '#flows/flow.ts';
import type { Clock } from '#ports/clock.ts';
import type { LedgerChange } from '#ports/ledger.ts';
import { composeContext, recallPolicy } from './policy.ts';
import type { EnginePorts } from './passes.ts';

/** One record of the fake far side: an order that is sent, needs nothing, waits for a person or cannot be read. */
export interface FakeRecord {
  readonly id: number;
  readonly do: 'write' | 'skip' | 'hold' | 'unreadable';
}

export const composeOrderIntent = (id: number): Intent =>
  composeIntent({
    flow: 'orders',
    entity: 'create',
    subject: `order:${id}`,
    fingerprint: `W1-${id}`,
    lane: `W1-${id}`,
    payload: { id },
  });

export const confirmed: WriteOutcome = { outcome: 'confirmed', note: 'there', changes: [], next: [] };

const subjectOf = (id: number) => ({ type: 'order' as const, id: String(id), label: `Order ${id}` });

const decideRecord = (record: FakeRecord): Decision => {
  const subject = `order:${record.id}`;
  if (record.do === 'skip') return { do: 'skip', subject, reason: 'unchanged' };
  if (record.do === 'write')
    return { do: 'write', subject, intent: composeOrderIntent(record.id), summary: 'Send it.', changes: [] };
  const failure = { code: 'ORDER_HELD', subject: subjectOf(record.id), title: 'No SKU.', detail: 'sku' } as const;
  return { do: 'hold', subject, reason: 'unmapped-sku', failure };
};

/** A flow whose far side does what the test says. Every call of its far side is written down. */
export class FakeFlow implements Flow<FakeRecord, FakeRecord, null> {
  readonly name: FlowName = 'orders';
  readonly enqueueMode = 'once' as const;
  readonly concurrency = 2;
  records: readonly FakeRecord[] = [];
  changes: readonly LedgerChange[] = [];
  calls: string[] = [];
  onPoll: () => void = () => undefined;
  onWrite: (intent: StoredIntent) => Promise<WriteOutcome> = () => Promise.resolve(confirmed);
  onConfirm: (intent: StoredIntent) => Promise<WriteOutcome> = () => Promise.resolve(confirmed);

  poll() {
    this.onPoll();
    return Promise.resolve({ records: this.records, quarantined: [], changes: this.changes });
  }

  normalise(record: FakeRecord) {
    if (record.do !== 'unreadable') return { outcome: 'noun' as const, noun: record };
    const quarantined = { subject: subjectOf(record.id), code: 'SHOP_ROW_SHAPE', fault: 'total is missing' } as const;
    return { outcome: 'quarantined' as const, quarantined };
  }

  readKnown() {
    return Promise.resolve(null);
  }

  decide({ nouns }: { readonly nouns: readonly unknown[] }) {
    return { decisions: (nouns as readonly FakeRecord[]).map(decideRecord), changes: [] };
  }

  write(intent: StoredIntent) {
    this.calls.push(`write ${intent.subject}`);
    return this.onWrite(intent);
  }

  confirm(intent: StoredIntent) {
    this.calls.push(`confirm ${intent.subject}`);
    return this.onConfirm(intent);
  }
}

/** Time passes when the test says so; what is due is made due by `retry`. */
class FakeClock implements Clock {
  readonly rate = 1;
  skippedMs = 0;
  nowMs = (): number => Date.now();
  after = (durationMs: number, fromMs = Date.now()): number => fromMs + durationMs;
  elapsedMs = (sinceMs: number): number => Date.now() - sinceMs + this.skippedMs;
  sleep = (durationMs: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      // A schedule's pause is over soon; the grace of a stop (it has no signal) is kept.
      const timer = setTimeout(end, signal === undefined ? durationMs : Math.min(durationMs, 50));
      signal?.addEventListener('abort', end, { once: true });
    });
}

/** The plugin: settings and wishes out, reports and failures in; it may be silent. */
export class FakePlugin {
  isSilent = false;
  settings: Settings = Settings.parse({});
  commands: Command[] = [];
  answers: string[] = [];
  reports: Omit<ReportRequest, 'version'>[] = [];
  failures: Omit<FailuresRequest, 'version'>[] = [];

  readonly #speak = <T>(value: T): Promise<T> =>
    this.isSilent ? Promise.reject(new Error('the shop is silent')) : Promise.resolve(value);

  control: EnginePorts['control'] = {
    readSettings: () => this.#speak(this.settings),
    readBuffers: () => this.#speak({ revision: this.settings.buffers_revision, rules: [] }),
    readCommands: () => this.#speak(this.commands),
    answerCommand: async (id, { state, answer }) => {
      await this.#speak(null);
      this.answers.push(`${id} ${state}${answer === '' ? '' : `: ${answer}`}`);
    },
  };

  reporter: EnginePorts['reporter'] = {
    postReport: async (report) => void this.reports.push(await this.#speak(report)),
    postFailures: async (change) => void this.failures.push(await this.#speak(change)),
  };

  ask(parts: Partial<Command>): void {
    const asked = { flow: null, subject: '', reason: '', asked_by: 'Ann', asked_at_utc: '2026-01-01T00:00:00Z' };
    const rest = { state: 'asked', answer: '', answered_at_utc: null } as const;
    this.commands.push({ id: this.commands.length + 1, kind: 'retry', ...asked, ...rest, ...parts });
  }
}

export interface EngineBench {
  readonly ports: EnginePorts;
  readonly flow: FakeFlow;
  readonly plugin: FakePlugin;
  readonly clock: FakeClock;
  context(): Promise<FlowContext>;
  enqueue(...ids: number[]): Promise<void>;
  stateOf(id: number): Promise<string | undefined>;
  /** A person's "now". */
  makeDue(id: number): Promise<void>;
  query: TestServer['query'];
  schema: string;
}

/** A real PostgreSQL, empty before each test; everything else is fake. */
export const setUpEngine = (schema: string): EngineBench => {
  const current: { server?: TestServer; store?: Store } = {};
  const bench = { schema } as { -readonly [K in keyof EngineBench]: EngineBench[K] };

  beforeAll(async () => {
    current.server = await startTestServer();
    current.store = await current.server.openStore(schema);
  }, 60_000);
  afterAll(async () => {
    await current.store?.close();
    await current.server?.close();
  });
  beforeEach(async () => {
    const { server, store } = current;
    if (server === undefined || store === undefined) throw new Error('no store is open');
    await server.empty(schema);
    const [flow, plugin, clock] = [new FakeFlow(), new FakePlugin(), new FakeClock()];
    const { ledger, outbox, wake } = store;
    const far = { erp: { facts: { stockEveryS: 900 } }, shop: {} } as unknown as Pick<EnginePorts, 'erp' | 'shop'>;
    const { control, reporter } = plugin;
    const who = { runnerId: 'r', runnerVersion: '0', role: 'all' } as const;
    const ports: EnginePorts = { ...far, control, reporter, ledger, outbox, wake, clock, log: silentLog, ...who };
    Object.assign(bench, {
      ports,
      flow,
      plugin,
      clock,
      query: server.query,
      context: async () => composeContext(ports, await recallPolicy(ports)),
      enqueue: (...ids: number[]) =>
        ledger.transact(async (tx) => {
          for (const id of ids) await tx.outbox.enqueue(composeOrderIntent(id), 'once');
        }),
      stateOf: async (id: number) => (await outbox.show(composeOrderIntent(id).id))?.intent.state,
      makeDue: async (id: number) => void (await outbox.retry(composeOrderIntent(id).id)),
    } satisfies Partial<EngineBench>);
  });
  return bench;
};
