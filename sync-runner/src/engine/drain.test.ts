import { describe, expect, it } from 'vitest';
import { composeIntent } from '#domain/compose-intent.ts';
import { SyncError } from '#errors/sync-error.ts';
import type { WriteOutcome } from '#flows/flow.ts';
import { composeOrderIntent, confirmed, setUpEngine } from './bench.suite.ts';
import { createDispenser } from './dispenser.ts';
import { drain } from './drain.ts';
import { shownAfterMs } from './limits.ts';

const bench = setUpEngine('engine_drain');

const drainDue = async () => drain(bench.ports, bench.flow, await bench.context());
const openKeys = () => bench.ports.ledger.openFailureKeys('orders');
const failing = (code: ConstructorParameters<typeof SyncError>[0]['code']) => () =>
  Promise.reject(new SyncError({ code, message: 'It did not answer.' }));
const unclear = (): Promise<WriteOutcome> =>
  Promise.resolve({
    outcome: 'unclear',
    code: 'ORDER_OUTCOME_UNKNOWN',
    note: 'time-out',
    lookUpAtMs: Date.now() + 60_000,
    changes: [],
    next: [],
  });

const refused = (id: number): WriteOutcome => ({
  outcome: 'refused',
  failure: {
    code: 'ERP_ORDER_REJECTED',
    subject: { type: 'order', id: String(id), label: `Order ${id}` },
    title: 'Refused.',
    detail: 'SKU_INACTIVE',
  },
  changes: [],
  next: [],
});

describe('a write', () => {
  it('is stored as sent before the call is made, so that a kill finds it', async () => {
    await bench.enqueue(1);
    let stored: string | undefined;
    bench.flow.onWrite = async () => {
      stored = await bench.stateOf(1);
      return confirmed;
    };
    expect(await drainDue()).toMatchObject({ confirmed: 1 });
    expect(stored).toBe('sent');
    expect(await bench.stateOf(1)).toBe('confirmed');
  });

  it('stores what it came to, what follows and its end together, or none of it', async () => {
    await bench.enqueue(1);
    const next = composeIntent({
      flow: 'orders',
      entity: 'note',
      subject: 'note:W1-1',
      lane: 'note:W1-1',
      payload: {},
    });
    bench.flow.onWrite = (intent) =>
      Promise.resolve(
        intent.entity === 'note'
          ? confirmed
          : {
              outcome: 'confirmed',
              note: '',
              changes: [{ put: 'fingerprint', flow: 'orders', subject: 'W1-1', fingerprint: 'f' }],
              next: [next],
            },
      );
    await bench.query(`ALTER TABLE ${bench.schema}.fingerprints RENAME TO away`);
    await expect(drainDue()).rejects.toThrow();
    await bench.query(`ALTER TABLE ${bench.schema}.away RENAME TO fingerprints`);
    expect(await bench.stateOf(1)).toBe('sent');
    expect(await bench.ports.outbox.show(next.id)).toBeNull();
  });

  it('that follows from a write is worked on in the same pass', async () => {
    await bench.enqueue(1);
    bench.flow.onWrite = (intent) =>
      Promise.resolve(intent.subject === 'order:1' ? { ...confirmed, next: [composeOrderIntent(2)] } : confirmed);
    expect(await drainDue()).toMatchObject({ confirmed: 2 });
  });
});

describe('an unclear answer', () => {
  it('leads to a look-up, never to a second send', async () => {
    await bench.enqueue(1);
    bench.flow.onWrite = unclear;
    expect(await drainDue()).toMatchObject({ postponed: 1 });
    expect(await bench.stateOf(1)).toBe('unclear');
    await bench.makeDue(1);
    await drainDue();
    expect(bench.flow.calls).toEqual(['write order:1', 'confirm order:1']);
    expect(await bench.stateOf(1)).toBe('confirmed');
  });

  it('whose look-up fails stays a look-up', async () => {
    await bench.enqueue(1);
    bench.flow.onWrite = unclear;
    bench.flow.onConfirm = failing('ERP_ANSWER_SHAPE');
    await drainDue();
    await bench.makeDue(1);
    expect(await drainDue()).toMatchObject({ postponed: 1 });
    await bench.makeDue(1);
    await drainDue();
    expect(bench.flow.calls).toEqual(['write order:1', 'confirm order:1', 'confirm order:1']);
    expect(await bench.stateOf(1)).toBe('unclear');
  });

  it('is sent again only where the look-up says that it is certainly not there', async () => {
    await bench.enqueue(1);
    let sends = 0;
    bench.flow.onWrite = () => ((sends += 1) === 1 ? unclear() : Promise.resolve(confirmed));
    bench.flow.onConfirm = () =>
      Promise.resolve({ outcome: 'again', note: 'not there', atMs: Date.now(), changes: [] });
    await drainDue();
    await bench.makeDue(1);
    await drainDue();
    expect(bench.flow.calls).toEqual(['write order:1', 'confirm order:1', 'write order:1']);
    expect(await bench.stateOf(1)).toBe('confirmed');
  });

  it('that lasts is shown to people, and its row closes with the answer', async () => {
    await bench.enqueue(1);
    bench.flow.onWrite = unclear;
    bench.flow.onConfirm = unclear;
    await drainDue();
    await bench.makeDue(1);
    await drainDue();
    expect(await openKeys()).toEqual([]);
    bench.clock.skippedMs = shownAfterMs + 1000;
    await bench.makeDue(1);
    await drainDue();
    expect(await openKeys()).toEqual(['orders:ORDER_OUTCOME_UNKNOWN:order:1']);
    bench.flow.onConfirm = () => Promise.resolve(confirmed);
    await bench.makeDue(1);
    await drainDue();
    expect(await openKeys()).toEqual([]);
  });
});

describe('a far side that does not answer', () => {
  it('is asked again with the same wish, and people see it only after the age limit', async () => {
    await bench.enqueue(1);
    bench.flow.onWrite = failing('ERP_UNREACHABLE');
    expect(await drainDue()).toMatchObject({ postponed: 1, unreachable: 'ERP_UNREACHABLE' });
    const shown = await bench.ports.outbox.show(composeOrderIntent(1).id);
    expect(shown?.intent).toMatchObject({ state: 'intended', attempts: 1 });
    expect(shown?.nextTryAtMs).toBeGreaterThan(shown?.intent.updatedAtMs ?? Infinity);
    expect(await openKeys()).toEqual([]);
    bench.clock.skippedMs = shownAfterMs + 1000;
    await bench.makeDue(1);
    await drainDue();
    expect(await bench.ports.ledger.openFailure('orders:ERP_UNREACHABLE:order:1')).toMatchObject({ attempts: 2 });
    bench.flow.onWrite = () => Promise.resolve(confirmed);
    await bench.makeDue(1);
    await drainDue();
    expect(await openKeys()).toEqual([]);
  });

  it('is not asked before the time it named', async () => {
    await bench.enqueue(1);
    const retryAtMs = Date.now() + 3_600_000;
    bench.flow.onWrite = () =>
      Promise.reject(new SyncError({ code: 'ERP_RATE_LIMITED', message: 'Later.', retryAtMs }));
    await drainDue();
    expect((await bench.ports.outbox.show(composeOrderIntent(1).id))?.nextTryAtMs).toBe(retryAtMs);
  });

  it('that refuses our key is shown at once, and the wish waits', async () => {
    await bench.enqueue(1);
    bench.flow.onWrite = failing('ERP_AUTH_REFUSED');
    await drainDue();
    expect(await openKeys()).toEqual(['orders:ERP_AUTH_REFUSED:order:1']);
    expect(await bench.stateOf(1)).toBe('intended');
  });

  it('has the row of a waiting note closed too, and never the row of its order', async () => {
    const note = composeIntent({
      flow: 'orders',
      entity: 'note',
      subject: 'note:W1-1',
      lane: 'note:W1-1',
      payload: {},
    });
    await bench.ports.ledger.transact((tx) => tx.outbox.enqueue(note, 'once'));
    await bench.enqueue(1);
    bench.flow.onWrite = (intent) =>
      intent.entity === 'note' ? failing('SHOP_AUTH_REFUSED')() : Promise.resolve(refused(1));
    await drainDue();
    expect(await openKeys()).toEqual(['orders:ERP_ORDER_REJECTED:order:1', 'orders:SHOP_AUTH_REFUSED:flow:note:W1-1']);
    bench.flow.onWrite = () => Promise.resolve(confirmed);
    await bench.ports.outbox.retry(note.id);
    await drainDue();
    expect(await openKeys()).toEqual(['orders:ERP_ORDER_REJECTED:order:1']);
  });
});

describe('an order that is refused', () => {
  it('stops with its row and blocks its own lane, while the others flow', async () => {
    await bench.enqueue(1, 2);
    const behind = composeIntent({ flow: 'orders', entity: 'cancel', subject: 'order:1', lane: 'W1-1', payload: {} });
    await bench.ports.ledger.transact((tx) => tx.outbox.enqueue(behind, 'once'));
    bench.flow.onWrite = (intent) => Promise.resolve(intent.subject === 'order:1' ? refused(1) : confirmed);
    expect(await drainDue()).toMatchObject({ refused: 1, confirmed: 1 });
    expect(await bench.stateOf(1)).toBe('refused');
    expect((await bench.ports.outbox.show(behind.id))?.intent.state).toBe('intended');
    expect(bench.flow.calls).toEqual(expect.arrayContaining(['write order:1', 'write order:2']));
    expect(bench.flow.calls).toHaveLength(2);
    expect(await openKeys()).toEqual(['orders:ERP_ORDER_REJECTED:order:1']);
  });

  it('and then not wanted any more takes its row along', async () => {
    await bench.enqueue(1);
    bench.flow.onWrite = () => Promise.resolve(refused(1));
    await drainDue();
    bench.flow.onWrite = () => Promise.resolve({ outcome: 'superseded', note: 'cancelled in the shop', changes: [] });
    await bench.makeDue(1);
    await drainDue();
    expect(await bench.stateOf(1)).toBe('superseded');
    expect(await openKeys()).toEqual([]);
  });

  it('by a fault of ours is shown and stops, and the others go on', async () => {
    await bench.enqueue(1, 2);
    bench.flow.onWrite = (intent) =>
      intent.subject === 'order:1' ? Promise.reject(new TypeError('undefined')) : Promise.resolve(confirmed);
    expect(await drainDue()).toMatchObject({ refused: 1, confirmed: 1 });
    expect(await openKeys()).toEqual(['orders:INVARIANT_BROKEN:order:1']);
  });
});

describe('a wish that another process took over', () => {
  it('is left alone: what the late one had to say is not kept', async () => {
    await bench.enqueue(1);
    bench.flow.onWrite = async (intent) => {
      await bench.query(`UPDATE ${bench.schema}.intents SET claimed_by = 'another', attempts = attempts + 1`);
      return intent.subject === 'order:1' ? refused(1) : confirmed;
    };
    expect(await drainDue()).toEqual({ confirmed: 0, refused: 0, held: 0, postponed: 1, unreachable: '' });
    expect(await bench.stateOf(1)).toBe('sent');
    expect(await openKeys()).toEqual([]);
  });
});

describe('a limit of the far side', () => {
  it('stops the taking of work until the time it names', async () => {
    await bench.enqueue(1);
    const dispenser = createDispenser(bench.ports, 'orders', { whenEmpty: 'end' });
    dispenser.pauseUntil(bench.ports.clock.nowMs() + 3_600_000);
    expect(await dispenser.next()).toBeUndefined();
    expect(await bench.stateOf(1)).toBe('intended');
    const unlimited = createDispenser(bench.ports, 'orders', { whenEmpty: 'end' });
    expect((await unlimited.next())?.intent.subject).toBe('order:1');
  });

  it('never makes a write wait longer than the time it names, however often it was met', async () => {
    await bench.enqueue(1);
    const retryAtMs = Date.now();
    let calls = 0;
    bench.flow.onWrite = () => {
      calls += 1;
      if (calls > 8) return Promise.resolve(confirmed);
      return Promise.reject(new SyncError({ code: 'ERP_RATE_LIMITED', message: 'Later.', retryAtMs }));
    };
    await drainDue();
    expect(calls).toBe(9);
  });
});
