import { setMaxListeners } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Settings } from '#contracts/settings.ts';
import { SyncError } from '#errors/sync-error.ts';
import type { FakeFlow } from './bench.suite.ts';

/** The list of flows is the one fake flow of the test that runs. */
const list = vi.hoisted(() => ({ flows: [] as unknown[] }));
vi.mock('#flows/index.ts', () => ({
  flows: list.flows,
  findFlow: (name: string) => (list.flows as FakeFlow[]).find((flow) => flow.name === name),
}));

const { composeOrderIntent, confirmed, setUpEngine } = await import('./bench.suite.ts');
const { answerCommands } = await import('./commands.ts');
const { planPass, runPass } = await import('./pass.ts');
const { pullPolicy, recallPolicy } = await import('./policy.ts');
const { composeReport, reportFailures } = await import('./report.ts');
const { runService } = await import('./service.ts');
const { tick } = await import('./tick.ts');

const bench = setUpEngine('engine_service');
const live = (more: object = {}): Settings => Settings.parse({ flows: { orders: { mode: 'live', ...more } } });

beforeEach(() => {
  list.flows.splice(0, 1, bench.flow);
  bench.plugin.settings = live();
  bench.flow.records = [{ id: 1, do: 'write' }];
});

/** Every loop listens to it, as in `run`. */
const composeStop = (): AbortController => {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  return stop;
};

/** Runs the service until something is so, then stops it; resolves when it has ended. */
const serveUntil = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const stop = composeStop();
  const served = runService(bench.ports, stop.signal);
  await expect.poll(isSo, { timeout: 20_000, interval: 20 }).toBe(true);
  stop.abort();
  await served;
};
const openKeys = () => bench.ports.ledger.openFailureKeys('orders');
const isConfirmed = async (): Promise<boolean> => (await bench.stateOf(1)) === 'confirmed';

describe('settings', () => {
  it('of a shop that is silent are the last ones it gave', async () => {
    await pullPolicy(bench.ports);
    bench.plugin.isSilent = true;
    expect((await pullPolicy(bench.ports)).settings.flows.orders.mode).toBe('live');
  });

  it('that were never given leave every flow rehearsing', async () => {
    bench.plugin.isSilent = true;
    const { settings } = await pullPolicy(bench.ports);
    expect(Object.values(settings.flows).map(({ mode }) => mode)).toEqual(Array(5).fill('rehearsing'));
  });

  it('stored by an older version get the members that are new', async () => {
    const { brakes: _brakes, ...older } = live();
    await bench.ports.ledger.transact((tx) => tx.ledger.apply([{ put: 'settings', settings: older as Settings }]));
    expect((await recallPolicy(bench.ports)).settings).toEqual(live());
  });
});

describe('rehearsing', () => {
  it('reads and decides, and writes nothing: not to a far side, no wish, no cursor', async () => {
    bench.plugin.settings = Settings.parse({});
    bench.flow.changes = [{ put: 'cursor', flow: 'orders', name: 'modified', cursor: { stamp: 'x', passes: 1 } }];
    expect(await runPass(bench.ports, 'orders')).toMatchObject({
      mode: 'rehearsing',
      run: { written: 1 },
      confirmed: 0,
    });
    expect((await planPass(bench.ports, 'orders')).decisions).toMatchObject([{ do: 'write' }]);
    expect(bench.flow.calls).toEqual([]);
    expect(await bench.ports.outbox.list({ limit: 10 })).toEqual([]);
    expect(await bench.ports.ledger.cursor('orders', 'modified')).toBeNull();
  });

  it('leaves wishes from before alone', async () => {
    await bench.enqueue(2);
    bench.plugin.settings = Settings.parse({});
    await serveUntil(() => bench.plugin.reports.length > 0);
    expect(bench.flow.calls).toEqual([]);
    expect(bench.plugin.reports[0]?.flows).toMatchObject([{ status: 'rehearsing', waiting: 1 }]);
  });
});

describe('the service', () => {
  it('reads, writes, and tells the plugin', async () => {
    await serveUntil(async () => (await isConfirmed()) && bench.plugin.reports.length > 0);
    expect(bench.flow.calls).toEqual(['write order:1']);
  });

  it('writes nothing in a pause, and says that a person made it', async () => {
    await bench.enqueue(2);
    bench.plugin.settings = live({ paused_until_utc: new Date(Date.now() + 3_600_000).toISOString() });
    await serveUntil(() => bench.plugin.reports.length > 0);
    expect(bench.flow.calls).toEqual([]);
    expect(bench.plugin.reports[0]?.flows).toMatchObject([{ status: 'paused' }]);
  });

  it('lets a call that is under way end before it stops', async () => {
    let end: () => void = () => undefined;
    bench.flow.onWrite = () => new Promise((resolve) => (end = () => resolve(confirmed)));
    const stop = composeStop();
    const served = runService(bench.ports, stop.signal);
    await expect.poll(() => bench.flow.calls.length, { timeout: 20_000 }).toBe(1);
    stop.abort();
    end();
    await served;
    expect(await bench.stateOf(1)).toBe('confirmed');
  });

  it('as a worker only writes, as a scheduler only reads', async () => {
    await pullPolicy(bench.ports);
    await bench.enqueue(2);
    let polls = 0;
    bench.flow.onPoll = () => void (polls += 1);
    Object.assign(bench.ports, { role: 'worker' });
    await serveUntil(async () => (await bench.stateOf(2)) === 'confirmed');
    expect(polls).toBe(0);
    Object.assign(bench.ports, { role: 'scheduler' });
    await serveUntil(async () => (await bench.stateOf(1)) === 'intended');
    expect(bench.flow.calls).toEqual(['write order:2']);
  });

  it('that may not read shows it at once, and closes the row when it may again', async () => {
    bench.flow.onPoll = () => {
      throw new SyncError({ code: 'SHOP_AUTH_REFUSED', message: 'The shop refuses our key.' });
    };
    await serveUntil(() => bench.plugin.failures.length > 0 && bench.plugin.reports.length > 0);
    expect(bench.plugin.failures[0]?.open).toMatchObject([{ code: 'SHOP_AUTH_REFUSED', subject: { type: 'flow' } }]);
    expect(bench.plugin.reports.at(-1)?.flows).toMatchObject([
      { status: 'stopped', sentence: 'The shop refuses our key.' },
    ]);
    bench.flow.onPoll = () => undefined;
    await serveUntil(async () => (await openKeys()).length === 0);
  });
});

describe('failures', () => {
  const holdOne = async (): Promise<void> => {
    bench.flow.records = [{ id: 1, do: 'hold' }];
    await tick(bench.ports, bench.flow, await bench.context());
  };

  it('are told to the plugin until it confirms; one that is silent loses nothing', async () => {
    await holdOne();
    bench.plugin.isSilent = true;
    await expect(reportFailures(bench.ports)).rejects.toThrow('silent');
    bench.plugin.isSilent = false;
    expect(await reportFailures(bench.ports)).toBe(1);
    expect(bench.plugin.failures).toMatchObject([{ open: [{ key: 'orders:ORDER_HELD:order:1' }], close: [] }]);
    expect(await reportFailures(bench.ports)).toBe(0);
    bench.flow.records = [{ id: 1, do: 'skip' }];
    await tick(bench.ports, bench.flow, await bench.context());
    expect(await reportFailures(bench.ports)).toBe(1);
    expect(bench.plugin.failures[1]).toMatchObject({ open: [], close: [{ key: 'orders:ORDER_HELD:order:1' }] });
  });

  it('that the plugin does not take never keep it from hearing that the runner lives', async () => {
    await holdOne();
    Object.assign(bench.ports.reporter, { postFailures: () => Promise.reject(new Error('400')) });
    await serveUntil(() => bench.plugin.reports.length > 0);
    expect(bench.plugin.reports[0]?.flows).toMatchObject([{ flow: 'orders' }]);
  });
});

describe('the report', () => {
  const reportNow = async () => (await composeReport(bench.ports, 0, new Map())).flows[0];

  it('says that nothing waits only where nothing waits', async () => {
    await pullPolicy(bench.ports);
    expect(await reportNow()).toMatchObject({ status: 'running', sentence: 'Nothing waits.', waiting: 0 });
    await bench.enqueue(1);
    expect(await reportNow()).toMatchObject({ status: 'running', sentence: '1 under way.', waiting: 1 });
  });

  it('tells a write that waits for its look-up from one that waits for a person', async () => {
    await pullPolicy(bench.ports);
    await bench.enqueue(1);
    const [claim] = await bench.ports.outbox.claim('orders', 1);
    if (claim === undefined) throw new Error('nothing was due');
    await bench.ports.ledger.transact((tx) => tx.outbox.postpone(claim, 'unclear', Date.now() + 60_000, ''));
    expect(await reportNow()).toMatchObject({ status: 'waiting', waiting: 1 });
    await bench.makeDue(1);
    const [again] = await bench.ports.outbox.claim('orders', 1);
    if (again === undefined) throw new Error('nothing was due');
    await bench.ports.ledger.transact((tx) => tx.outbox.finish(again, 'held', ''));
    expect(await reportNow()).toMatchObject({ status: 'needs-you', sentence: '1 write waits for a person.' });
  });

  it('needs a person for an order that was held before any write', async () => {
    await pullPolicy(bench.ports);
    bench.flow.records = [{ id: 1, do: 'hold' }];
    await tick(bench.ports, bench.flow, await bench.context());
    expect(await reportNow()).toMatchObject({ status: 'needs-you', sentence: '1 failure waits for a person.' });
  });
});

describe('a person’s wish', () => {
  const answer = async () => {
    const due: string[] = [];
    await answerCommands(bench.ports, { runSoon: (flow) => void due.push(flow) });
    return due;
  };
  const leaveIn = async (state: 'refused' | 'held'): Promise<void> => {
    await bench.enqueue(1);
    const [claim] = await bench.ports.outbox.claim('orders', 1);
    if (claim === undefined) throw new Error('nothing was due');
    await bench.ports.ledger.transact(async (tx) => {
      if (state === 'held') await tx.outbox.markSent(claim);
      await tx.outbox.finish(claim, state, '');
    });
  };

  beforeEach(() => pullPolicy(bench.ports));

  it('to retry sends a refused order again', async () => {
    await leaveIn('refused');
    bench.plugin.ask({ kind: 'retry', subject: 'orders:ERP_ORDER_REJECTED:order:1' });
    expect(await answer()).toEqual(['orders']);
    expect(bench.plugin.answers).toEqual(['1 picked-up', '1 done: Tried again: 1 write.']);
    expect(await bench.stateOf(1)).toBe('intended');
  });

  it('to look up an order that was sent never sends it', async () => {
    await leaveIn('held');
    bench.plugin.ask({ kind: 'look-up', subject: 'orders:ORDER_DIFFERS:order:1' });
    await answer();
    expect(await bench.stateOf(1)).toBe('unclear');
    await runPass(bench.ports, 'orders');
    expect(bench.flow.calls).toEqual(['confirm order:1']);
  });

  it('finds its write among any number of others', async () => {
    await leaveIn('refused');
    await bench.enqueue(...Array.from({ length: 60 }, (_, index) => index + 2));
    bench.plugin.ask({ kind: 'retry', subject: 'orders:ERP_ORDER_REJECTED:order:1' });
    await answer();
    expect(bench.plugin.answers[1]).toBe('1 done: Tried again: 1 write.');
  });

  it('to run now makes the flow due; in a pause it is not done, with the reason', async () => {
    bench.plugin.ask({ kind: 'run-now', flow: 'orders' });
    expect(await answer()).toEqual(['orders']);
    expect(bench.plugin.answers[1]).toBe('1 done: The flow orders runs now.');
    bench.plugin.settings = live({ paused_until_utc: new Date(Date.now() + 3_600_000).toISOString() });
    await pullPolicy(bench.ports);
    expect(await answer()).toEqual([]);
    expect(bench.plugin.answers[3]).toBe('1 not-done: The flow orders is paused. End the pause first.');
  });

  it('to release lets the rest of the lane go on', async () => {
    await leaveIn('refused');
    const behind = { ...composeOrderIntent(1), id: composeOrderIntent(99).id, key: 'orders:cancel:order:1:x' };
    await bench.ports.ledger.transact((tx) => tx.outbox.enqueue(behind, 'once'));
    bench.plugin.ask({ kind: 'release', subject: 'orders:ERP_ORDER_REJECTED:order:1' });
    await answer();
    expect(bench.plugin.answers[1]).toBe('1 done: Set aside: 1 write. What waited behind goes on.');
    expect((await bench.ports.outbox.claim('orders', 5)).map(({ intent }) => intent.key)).toEqual([behind.key]);
  });

  it('that names nothing is not done, and the wishes behind it are', async () => {
    bench.plugin.ask({ kind: 'retry', subject: 'nonsense' });
    bench.plugin.ask({ kind: 'run-now', flow: 'reconciliation' });
    bench.plugin.ask({ kind: 'run-now', flow: 'orders' });
    await answer();
    expect(bench.plugin.answers.filter((text) => !text.endsWith('picked-up'))).toEqual([
      '1 not-done: "nonsense" names no failure row.',
      '2 not-done: The flow reconciliation is not part of this version.',
      '3 done: The flow orders runs now.',
    ]);
  });
});
