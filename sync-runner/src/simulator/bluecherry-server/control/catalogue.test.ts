import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestWire } from '../test-wire.ts';
import { dataOf, documentOrder, headersOf, openTestWire, rowsOf } from '../test-wire.ts';

let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire();
});
afterAll(() => wire.simulator.stop());
beforeEach(() => reset());

const reset = (body: Record<string, unknown> = {}) =>
  wire.control('reset', { noise: 'none', size: { styles: 6, colours: 2, sizes: 3 }, ...body });
const place = async (over: Record<string, unknown> = {}): Promise<string> => {
  const answer = await wire.post('/api/salesOrder', [documentOrder(over)]);
  if (answer.status !== 200) throw new Error(answer.text);
  return dataOf(answer)[0]!['ord_num'] as string;
};
const find = async (ordNum: string) =>
  headersOf(await wire.get(`/api/salesOrder?$filter=ord_num eq '${ordNum}'&_include=all`))[0]!;
const lineOf = async (ordNum: string) => rowsOf(await find(ordNum), 'orderdetail')[0]!;
const violations = async () => (await wire.control<{ violations: unknown[] }>('truth?part=violations')).violations;

describe('the catalogue call', () => {
  const add = () =>
    wire.control<{ style: string; skus: string[] }>('catalogue', {
      action: 'add',
      style: '00190',
      colours: 4,
      sizes: 6,
      retail_price: '29.99',
    });
  const read = async (style: string) =>
    headersOf(await wire.get(`/api/style?$filter=style eq '${style}'&_include=all`))[0]!;

  test('add enters a style with price, UPCs and a fresh stamp; the next snapshot has its zeros', async () => {
    const { style, skus } = await add();
    expect([style, skus.length, skus[0]]).toEqual(['00190', 24, '01|00190|010|||XS']);
    expect(await read('00190')).toMatchObject({
      retail_price: '29.99',
      curr_code: 'USD',
      last_mod: '2025-03-03 08:00:00',
    });
    await wire.control('batch', { action: 'ats' });
    const rows = dataOf(await wire.get("/api/ats?$filter=style eq '00190'&_pgsize=500"));
    expect(rows).toHaveLength(48);
    expect(rows[0]).toMatchObject({ upc: '800190010014', qoh: 0 });
    expect(await wire.refused('catalogue', { action: 'add', style: '00190' })).toContain('exists already');
  });

  test('edit changes members of style, colour and SKU; sizes come and go', async () => {
    await add();
    await wire.control('catalogue', { action: 'edit', style: '00190', style_name: 'Cap', retail_price: '31.50' });
    await wire.control('catalogue', { action: 'edit', style: '00190', color_code: '010', color_name: 'Blue' });
    await wire.control('catalogue', {
      action: 'edit',
      sku: '01|00190|010|||XS',
      retail_price: '9.99',
      ean: '4000000000001',
    });
    const style = await read('00190');
    expect(style).toMatchObject({ style_name: 'Cap', retail_price: '31.50' });
    const [colour] = rowsOf(style, 'styledetail');
    expect(colour).toMatchObject({ color_name: 'Blue', retail_price: null });
    expect((colour!['stylecolorsizes'] as { 'rows-i': object[] })['rows-i'][0]).toMatchObject({ retail_price: '9.99' });
    const grown = await wire.control<{ skus: string[] }>('catalogue', {
      action: 'add_size',
      style: '00190',
      size_desc: '3X',
    });
    expect(grown.skus).toContain('01|00190|040|||3X');
    await wire.control('catalogue', { action: 'drop_size', style: '00190', size_desc: 'XS' });
    await wire.control('batch', { action: 'ats' });
    expect(dataOf(await wire.get("/api/ats?$filter=style eq '00190'&_pgsize=500"))).toHaveLength(48);
  });

  test('rename, upc, merge and split keep stock and orders with their SKUs', async () => {
    const ordNum = await place();
    await wire.control('catalogue', { action: 'rename', style: '00101', to: '00201' });
    await wire.control('catalogue', { action: 'rename', style: '00201', color_code: '010', to: '011' });
    await wire.control('catalogue', { action: 'rename', sku: '01|00201|011|||XS', to: 'XXS' });
    await wire.control('catalogue', { action: 'upc', sku: '01|00201|011|||XXS', upc: '999999999993' });
    expect(await lineOf(ordNum)).toMatchObject({
      style: '00201',
      color_code: '011',
      size_desc: 'XXS',
      upc: '999999999993',
    });
    await wire.control('catalogue', { action: 'split', style: '00201', color_codes: ['011'], to: '00301' });
    expect(await lineOf(ordNum)).toMatchObject({ style: '00301' });
    await wire.control('catalogue', { action: 'merge', style: '00301', into: '00201' });
    expect(await read('00301')).toMatchObject({ active_ok: 'N' });
    expect(rowsOf(await read('00201'), 'styledetail').map((row) => row['color_code'])).toEqual(['020', '011']);
    await wire.control('batch', { action: 'ats' });
    expect(await violations()).toEqual([]);
  });
});
