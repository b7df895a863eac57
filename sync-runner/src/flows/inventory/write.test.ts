import { expect, test } from 'vitest';
import type { PositionRow } from '#domain/ledger-rows.ts';
import type { StoredIntent } from '#domain/intent.ts';
import type { FlowContext } from '../flow.ts';
import type { PositionsPayload } from './decide.ts';
import { writePositions } from './write.ts';

const at = (ms: number) => ({ text: `t${ms}`, earliestMs: ms, latestMs: ms });

const writeWith = async (known: Partial<PositionRow> | null) => {
  const asked: unknown[] = [];
  const payload = {
    generation: 8,
    snapshotId: 's',
    asOf: at(2000),
    rows: [{ sku: 'A', position: 6, adopt: { uncontained: 0 } }],
  } as unknown as PositionsPayload;
  const context = {
    shop: {
      writePositions: () =>
        Promise.resolve({ rows: [{ sku: 'A', product_id: 7, outcome: 'written', reason: null }], generation: 8 }),
    },
    ledger: {
      positions: (skus: unknown) => {
        asked.push(skus);
        return Promise.resolve(
          new Map(known === null ? [] : [['A', { sku: 'A', position: 5, generation: 7, ...known }]]),
        );
      },
    },
    clock: { nowMs: () => 1 },
  } as unknown as FlowContext;
  const outcome = await writePositions({ payload } as unknown as StoredIntent, context);
  const change = outcome.outcome === 'confirmed' ? outcome.changes[0] : undefined;
  return { row: change?.put === 'position' ? change.row : null, asked };
};

test('the count of a SKU’s first adoption stays, also when a second adoption was already on its way', async () => {
  const { row } = await writeWith({ outcome: 'written', adoptedAsOf: at(1000) });
  expect(row?.adoptedAsOf).toEqual(at(1000));
});

test('a SKU that is new, or new again in the shop, is adopted at the count that was written', async () => {
  expect((await writeWith(null)).row?.adoptedAsOf).toEqual(at(2000));
  const again = await writeWith({ outcome: 'skipped:unknown-sku', adoptedAsOf: at(1000) });
  expect(again.row?.adoptedAsOf).toEqual(at(2000));
});

test('one request reads the positions of its own SKUs only', async () => {
  expect((await writeWith(null)).asked).toEqual([['A']]);
});
