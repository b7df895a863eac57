import { describe, expect, it } from 'vitest';
import type { LedgerChange } from '#ports/ledger.ts';
import { setUpEngine } from './bench.suite.ts';
import { tick } from './tick.ts';

const bench = setUpEngine('engine_tick');

const cursorAt = (stamp: string): LedgerChange => ({
  put: 'cursor',
  flow: 'orders',
  name: 'modified',
  cursor: { stamp, passes: 1 },
});
const pass = async () => tick(bench.ports, bench.flow, await bench.context());
const openKeys = () => bench.ports.ledger.openFailureKeys('orders');

describe('one pass', () => {
  it('stores the orders it read, what is to be sent, and how far it read, together', async () => {
    bench.flow.records = [
      { id: 1, do: 'write' },
      { id: 2, do: 'skip' },
    ];
    bench.flow.changes = [cursorAt('10:00')];
    expect(await pass()).toMatchObject({
      read: 2,
      written: 1,
      skipped: 1,
      reasons: [{ reason: 'unchanged', count: 1 }],
    });
    expect(await bench.stateOf(1)).toBe('intended');
    expect(await bench.ports.ledger.cursor('orders', 'modified')).toEqual({ stamp: '10:00', passes: 1 });
    expect((await bench.ports.ledger.lastRuns()).get('orders')).toMatchObject({ written: 1 });
  });

  it('stores nothing at all where one part of it cannot be stored: the cursor never passes an order that is lost', async () => {
    bench.flow.records = [
      { id: 1, do: 'write' },
      { id: 2, do: 'hold' },
    ];
    bench.flow.changes = [cursorAt('10:00')];
    await bench.query(`ALTER TABLE ${bench.schema}.runs RENAME TO runs_away`);
    await expect(pass()).rejects.toThrow();
    await bench.query(`ALTER TABLE ${bench.schema}.runs_away RENAME TO runs`);
    expect(await bench.ports.ledger.cursor('orders', 'modified')).toBeNull();
    expect(await bench.stateOf(1)).toBeUndefined();
    expect(await openKeys()).toEqual([]);
  });

  it('reads nothing further and stores nothing where the shop does not answer', async () => {
    bench.flow.onPoll = () => {
      throw new Error('no answer');
    };
    bench.flow.changes = [cursorAt('10:00')];
    await expect(pass()).rejects.toThrow('no answer');
    expect(await bench.ports.ledger.cursor('orders', 'modified')).toBeNull();
  });

  it('makes one wish of an order that is read twice', async () => {
    bench.flow.records = [{ id: 1, do: 'write' }];
    await pass();
    await pass();
    expect(await bench.ports.outbox.list({ flow: 'orders', limit: 10 })).toHaveLength(1);
  });
});

describe('an order that waits for a person', () => {
  it('has a row on the desk, which a later pass that finds it in order closes', async () => {
    bench.flow.records = [{ id: 1, do: 'hold' }];
    expect(await pass()).toMatchObject({ held: 1 });
    expect(await openKeys()).toEqual(['orders:ORDER_HELD:order:1']);
    bench.flow.records = [{ id: 1, do: 'write' }];
    await pass();
    expect(await openKeys()).toEqual([]);
    const [row] = await bench.ports.ledger.failuresAfter(0, 10);
    expect(row?.closed?.reason).toBe('Read again and found in order.');
  });

  it('keeps its row while a pass does not read it', async () => {
    bench.flow.records = [{ id: 1, do: 'hold' }];
    await pass();
    bench.flow.records = [{ id: 11, do: 'skip' }];
    await pass();
    expect(await openKeys()).toEqual(['orders:ORDER_HELD:order:1']);
  });

  it('keeps the day it was first seen, however often it is read again', async () => {
    bench.flow.records = [{ id: 1, do: 'hold' }];
    await pass();
    const first = await bench.ports.ledger.openFailure('orders:ORDER_HELD:order:1');
    await pass();
    const second = await bench.ports.ledger.openFailure('orders:ORDER_HELD:order:1');
    expect(second?.first_seen_at_utc).toBe(first?.first_seen_at_utc);
  });
});

describe('an order that cannot be read', () => {
  it('is kept aside with its reason, and the others go on', async () => {
    bench.flow.records = [
      { id: 1, do: 'unreadable' },
      { id: 2, do: 'write' },
    ];
    expect(await pass()).toMatchObject({ failed: 1, written: 1 });
    expect(await bench.stateOf(2)).toBe('intended');
    expect(await bench.ports.ledger.openFailure('orders:SHOP_ROW_SHAPE:order:1')).toMatchObject({
      detail: 'total is missing',
    });
    bench.flow.records = [{ id: 1, do: 'write' }];
    await pass();
    expect(await openKeys()).toEqual([]);
  });
});
