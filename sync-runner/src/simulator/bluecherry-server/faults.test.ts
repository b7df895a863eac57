import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestWire } from './test-wire.ts';
import { dataOf, documentOrder, headersOf, openTestWire } from './test-wire.ts';

let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire();
});
afterAll(() => wire.simulator.stop());
beforeEach(() => wire.control('reset', { noise: 'none', size: { styles: 6, colours: 2, sizes: 2 } }));

const script = (...rules: Record<string, unknown>[]) => wire.control('faults', { script: rules });
const post = () => wire.post('/api/salesOrder', [documentOrder()]);
const orderCount = async () => headersOf(await wire.get('/api/salesOrder')).length;
const lastLog = async () => (await wire.control<Record<string, unknown>[]>('log')).at(-1)!;
const POST_ORDER = { verb: 'POST', route: '/api/salesOrder' };

describe('the answer is lost', () => {
  test.each([
    ['timeout_before', 0],
    ['timeout_after', 1],
    ['reset_before', 0],
    ['reset_after', 1],
    ['reset_mid_body', 1],
  ])('%s: the caller gets an error, and %i order is in', async (kind, count) => {
    await script({ match: POST_ORDER, kind, args: { ms: 5 } });
    await expect(post()).rejects.toThrow();
    expect(await lastLog()).toMatchObject({ fault: kind, committed: count === 1 });
    expect(await orderCount()).toBe(count);
    expect((await post()).status).toBe(200);
  });

  test('the log tells status 0 where nothing was answered', async () => {
    await script({ match: POST_ORDER, kind: 'timeout_after', args: { ms: 5 } });
    await expect(post()).rejects.toThrow();
    expect(await lastLog()).toMatchObject({
      seq: 1,
      verb: 'POST',
      path: '/api/salesOrder',
      status: 0,
      committed: true,
    });
  });
});

describe('another answer comes', () => {
  test('status: any code, in any shape, before or after the commit', async () => {
    await script(
      { match: POST_ORDER, kind: 'status', args: { code: 502, after: true, shape: 3 } },
      { match: POST_ORDER, kind: 'status', args: { code: 400, shape: 'variant' }, nth: 2 },
      { match: POST_ORDER, kind: 'status', args: { shape: 'html' }, nth: 3 },
    );
    const first = await post();
    expect([first.status, first.json]).toEqual([502, { statusCode: 502, message: 'Simulated failure' }]);
    const second = await post();
    expect([second.status, second.json]).toEqual([400, { errors: [{ message: 'Simulated failure' }] }]);
    const third = await post();
    expect([third.status, third.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await orderCount()).toBe(1);
  });

  test('retry_after, html, error_200', async () => {
    await script(
      { match: {}, kind: 'retry_after', args: { value: 7 } },
      { match: {}, kind: 'html', nth: 2 },
      { match: {}, kind: 'error_200', nth: 3 },
    );
    const limited = await post();
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    const page = await post();
    expect([page.status, page.text.startsWith('<!DOCTYPE html>')]).toEqual([200, true]);
    const error = await post();
    expect([error.status, error.json]).toEqual([200, { errors: [{ errorMessage: 'Simulated failure' }] }]);
    expect(await orderCount()).toBe(0);
  });

  test.each(['malformed', 'truncated', 'empty_200'])('%s: status 200, no JSON, and the order is in', async (kind) => {
    await script({ match: POST_ORDER, kind });
    const answer = await post();
    expect([answer.status, answer.json]).toEqual([200, undefined]);
    expect(await orderCount()).toBe(1);
  });

  test('bad_charset, big_body, drip and slow arrive whole', async () => {
    await script(
      { kind: 'bad_charset' },
      { kind: 'big_body', args: { bytes: 1_000_000 }, nth: 2 },
      { kind: 'drip', args: { bytes: 64, ms: 1 }, nth: 3 },
      { kind: 'slow', args: { ms: 1 }, nth: 4 },
    );
    const bad = await wire.get('/api/term');
    expect(bad.text).toContain('caf\uFFFD');
    expect((await wire.get('/api/term')).text.length).toBeGreaterThan(999_000);
    expect(dataOf(await wire.get('/api/term'))).toHaveLength(2);
    expect(dataOf(await wire.get('/api/term'))).toHaveLength(2);
  });
});

describe('pages and stamps', () => {
  const page = async (query: string) => headersOf(await wire.get(`/api/style?${query}`)).map((row) => row['style']);

  test('dup_page, shift_page, empty_page, cap', async () => {
    const kinds = [
      { kind: 'dup_page' },
      { kind: 'shift_page', nth: 2 },
      { kind: 'empty_page', nth: 3 },
      { kind: 'cap', nth: 4, args: { size: 1 } },
    ];
    await script(...kinds.map((rule) => ({ match: { route: '/api/style' }, ...rule })));
    expect(await page('_pgno=2&_pgsize=2')).toEqual(['00101', '00102']);
    expect(await page('_pgno=2&_pgsize=2')).toEqual(['00104', '00105']);
    expect(await page('_pgno=2&_pgsize=2')).toEqual([]);
    expect(await page('_pgno=2&_pgsize=2')).toEqual(['00102']);
    expect(await page('_pgno=2&_pgsize=2')).toEqual(['00103', '00104']);
  });

  test('mixed_snapshot shows rows of two snapshots; skew moves the stamps of that answer only', async () => {
    await wire.control('clock', { advance_s: 60 });
    await wire.control('batch', { action: 'ats' });
    await script({ kind: 'mixed_snapshot' }, { kind: 'skew', args: { s: -3600 }, nth: 2 });
    const mixed = dataOf(await wire.get('/api/ats'));
    expect(new Set(mixed.map((row) => row['snapshot_id'])).size).toBe(2);
    expect(dataOf(await wire.get('/api/ats'))[0]).toMatchObject({ as_of: '2025-03-03 07:00:59' });
    expect(dataOf(await wire.get('/api/ats'))[0]).toMatchObject({ as_of: '2025-03-03 08:00:59' });
  });

  test('late_visible hides a new order from lists, not from pkey', async () => {
    await script({ match: POST_ORDER, kind: 'late_visible', args: { s: 120 } });
    await post();
    expect(await orderCount()).toBe(0);
    expect(headersOf(await wire.get("/api/salesOrder?$filter=po_num eq 'W1-10234'"))).toEqual([]);
    expect(headersOf(await wire.get('/api/salesOrder?pkey=88121'))).toHaveLength(1);
    await wire.control('clock', { advance_s: 120 });
    expect(await orderCount()).toBe(1);
  });
});

describe('the script', () => {
  test('nth and count choose the matches, contains looks into query and body, GET shows hits', async () => {
    await script({ match: { ...POST_ORDER, contains: 'W1-7' }, kind: 'status', nth: 2, count: 2 });
    const send = async (poNum: string) =>
      (await wire.post('/api/salesOrder', [documentOrder({ po_num: poNum })])).status;
    expect(await send('W1-8')).toBe(200);
    const statuses = [await send('W1-7'), await send('W1-7'), await send('W1-7'), await send('W1-7')];
    expect(statuses).toEqual([200, 500, 500, 200]);
    const { script: rules } = await wire.control<{ script: { hits: number }[] }>('faults');
    expect(rules).toMatchObject([{ kind: 'status', nth: 2, count: 2, hits: 2, matches: 4 }]);
  });

  test('count null fires always; a new script replaces the old one; DELETE ends it', async () => {
    await script({ kind: 'status', count: null });
    for (let at = 0; at < 3; at += 1) expect((await wire.get('/api/term')).status).toBe(500);
    await script({ match: { verb: 'POST' }, kind: 'status', count: null });
    expect((await wire.get('/api/term')).status).toBe(200);
    await fetch(`${wire.simulator.controlUrl}/_sim/faults`, { method: 'DELETE' });
    expect((await post()).status).toBe(200);
  });

  test('p fires by chance, for ever, and by the seed', async () => {
    const run = async () => {
      await wire.control('reset', { noise: 'none', seed: 5, size: { styles: 1, colours: 1, sizes: 1 } });
      await script({ kind: 'status', p: 0.5 });
      const statuses = [];
      for (let at = 0; at < 20; at += 1) statuses.push((await wire.get('/api/term')).status);
      return statuses;
    };
    const statuses = await run();
    expect(new Set(statuses)).toEqual(new Set([200, 500]));
    expect(await run()).toEqual(statuses);
  });

  test('an unknown kind is refused with the field', async () => {
    expect(await wire.refused('faults', { script: [{ kind: 'flood' }] })).toContain('script.0.kind');
  });
});

describe('everyday noise', () => {
  const always = async (config: Record<string, unknown>) =>
    wire.control('reset', { noise: 'none', size: { styles: 6, colours: 2, sizes: 2 }, config });

  test('p_5xx, p_html and p_fail do not commit, p_commit_fail does', async () => {
    for (const [config, committed] of [
      [{ p_5xx: 1 }, 0],
      [{ p_html: 1 }, 0],
      [{ p_fail: 1, timeout_ms: 5 }, 0],
      [{ p_commit_fail: 1, timeout_ms: 5 }, 1],
    ] as const) {
      await always(config);
      const answer = await post().catch(() => undefined);
      expect(answer === undefined || answer.status >= 500).toBe(true);
      await wire.control('config', { p_5xx: 0, p_html: 0, p_fail: 0 });
      expect(await orderCount()).toBe(committed);
    }
  });

  test('p_hold starts the order HELD, p_tax_recalc moves one line tax a cent and the sums with it', async () => {
    await always({ p_hold: 1, p_tax_recalc: 1 });
    expect(dataOf(await post())[0]).toMatchObject({ ord_status: 'HELD' });
    const [order] = headersOf(await wire.get('/api/salesOrder'));
    expect(order).toMatchObject({ hold_code: 'FR', tax_amt: '4.71', total_amt: '53.69' });
  });

  test('lag: within the bands, never beyond the longest', async () => {
    await always({ lag: [[1, 600]] });
    await post();
    await wire.control('clock', { advance_s: 600 });
    expect(await orderCount()).toBe(1);
  });

  test('p_late_reject refuses a fine order in its ack', async () => {
    await wire.control('reset', {
      noise: 'none',
      profile: { orders: { mode: 'batch' } },
      config: { p_late_reject: 1 },
    });
    await post();
    await wire.control('batch', { action: 'orders' });
    expect(dataOf(await wire.get('/api/salesOrderAck'))[0]).toMatchObject({ outcome: 'REJECTED', ord_num: '' });
  });

  test('error_status_200 sends refusals with status 200', async () => {
    await always({ error_status_200: true });
    const answer = await wire.post('/api/salesOrder', [documentOrder({ shipper: 'XYZ' })]);
    expect([answer.status, answer.json]).toEqual([200, { errors: [{ errorMessage: 'CODE_BAD: shipper XYZ' }] }]);
  });
});
