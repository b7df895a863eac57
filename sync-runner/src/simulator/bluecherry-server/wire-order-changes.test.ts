import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestWire } from './test-wire.ts';
import { dataOf, documentOrder, headersOf, openTestWire, rowsOf } from './test-wire.ts';

let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire();
});
afterAll(() => wire.simulator.stop());
beforeEach(() => wire.control('reset', { noise: 'none', size: { styles: 6, colours: 4, sizes: 6 } }));

const place = async (): Promise<void> => {
  const answer = await wire.post('/api/salesOrder', [documentOrder()]);
  if (answer.status !== 200) throw new Error(answer.text);
};
const findOrder = async (): Promise<Record<string, unknown>> =>
  headersOf(await wire.get("/api/salesOrder?$filter=po_num eq 'W1-10234'&_include=all"))[0]!;
const change = (item: Record<string, unknown>) => wire.post('/api/salesOrderChange', [{ ord_num: '0004711', ...item }]);

test('the cut of the document gets its answer; ext is recomputed, discount and tax follow, charges stay', async () => {
  await place();
  const cut = { revision: 1, action: 'CUT_QTY', line_seq: 1, total_qty: 1, cancel_type: 'CC' };
  const answer = await change(cut);
  expect(answer.text).toBe(
    '{"version":"1.0","data":[{"item":0,"pkey":88121,"ord_num":"0004711","revision":2,"last_mod":"2025-03-03 08:00:00","changed":"Y"}]}',
  );
  const order = await findOrder();
  expect(rowsOf(order, 'orderdetail')[0]).toMatchObject({
    ord_qty: 2,
    total_qty: 1,
    cancel_qty: 1,
    cancel_type: 'CC',
    ext_amt: '29.99',
    disc_amt: '3.00',
    tax_amt: '2.16',
  });
  expect(order).toMatchObject({ frgt_amt: '5.00', misc_amt: '-10.00', tax_amt: '2.56', total_amt: '24.55' });
  expect(dataOf(await change(cut))[0]).toMatchObject({ revision: 2, changed: 'N' });
});

test('a stale revision, a raise and an unknown order are refused', async () => {
  await place();
  const text = async (item: Record<string, unknown>) => (await change(item)).text;
  expect(await text({ revision: 9, action: 'CANCEL_LINE', line_seq: 1 })).toContain('REV_STALE: order 0004711');
  expect(await text({ action: 'CUT_QTY', line_seq: 1, total_qty: 3 })).toContain('QTY_BAD');
  expect(await text({ action: 'CANCEL_ORDER', ord_num: '0009999' })).toContain('NOT_FOUND: order 0009999');
  expect(await text({ action: 'CANCEL_LINE', line_seq: 7 })).toContain('NOT_FOUND: order 0004711 line 7');
});

test('picked units are not cut, shipped ones neither', async () => {
  await place();
  await wire.control('warehouse', { action: 'pick', ord_num: '0004711', lines: [{ line_seq: 1, qty: 1 }] });
  const refused = await change({ action: 'CANCEL_ORDER' });
  expect(refused.json).toEqual({ errors: [{ errorMessage: 'PICKED: order 0004711 line 1 is on pick 0000912' }] });
  expect((await change({ action: 'CUT_QTY', line_seq: 1, total_qty: 1 })).status).toBe(200);
  expect((await change({ action: 'SHIP_TO', orderAddress: [elsewhere()] })).text).toContain('PICKED');
  await wire.control('warehouse', { action: 'ship', pick_num: '0000912' });
  expect((await change({ action: 'CANCEL_LINE', line_seq: 1 })).text).toContain('SHIPPED: order 0004711 line 1');
});

test('the whole order is cancelled once', async () => {
  await place();
  expect(dataOf(await change({ action: 'CANCEL_ORDER' }))[0]).toMatchObject({ revision: 2, changed: 'Y' });
  expect(dataOf(await change({ action: 'CANCEL_ORDER', revision: 1 }))[0]).toMatchObject({ changed: 'N' });
  expect(await findOrder()).toMatchObject({ ord_status: 'CANCELLED', merch_amt: '0.00', total_amt: '-4.60' });
});

test('a new ship-to is taken, the same one again changes nothing', async () => {
  await place();
  const item = { action: 'SHIP_TO', orderAddress: [elsewhere()] };
  expect(dataOf(await change(item))[0]).toMatchObject({ changed: 'Y', revision: 2 });
  expect(dataOf(await change(item))[0]).toMatchObject({ changed: 'N', revision: 2 });
  expect(rowsOf(await findOrder(), 'orderaddress')[1]).toMatchObject({ addr_type: 'ST', city: 'Troy' });
});

test('of an array with one bad change nothing is kept, ledger included', async () => {
  await place();
  const before = await wire.control('truth');
  const items = [
    { ord_num: '0004711', action: 'CUT_QTY', line_seq: 1, total_qty: 1 },
    { ord_num: '0004711', action: 'CANCEL_LINE', line_seq: 9 },
  ];
  expect((await wire.post('/api/salesOrderChange', items)).status).toBe(400);
  expect(await wire.control('truth')).toEqual(before);
});

function elsewhere(): Record<string, unknown> {
  return { ...(documentOrder()['orderAddress'] as Record<string, unknown>[])[0], addr_type: 'ST', city: 'Troy' };
}
