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

describe('the clock', () => {
  test('tells now, utc, mode and rate; advances; is set; never goes back', async () => {
    expect(await wire.control('clock')).toEqual({
      now: '2025-03-03 08:00:00',
      utc: '2025-03-03T13:00:00.000Z',
      mode: 'manual',
      rate: 1,
    });
    expect(await wire.control('clock', { advance_s: 900 })).toMatchObject({ now: '2025-03-03 08:15:00' });
    expect(await wire.control('clock', { set: '2025-03-03 09:00:00' })).toMatchObject({ now: '2025-03-03 09:00:00' });
    expect(await wire.refused('clock', { set: '2025-03-03 08:59:59' })).toContain('never goes back');
    expect(await wire.refused('clock', { set: '2025-02-30 08:00:00' })).toContain('is no time');
  });

  test('the second pass of the autumn hour can be set, and stamps then repeat', async () => {
    await reset({ start: '2025-11-02 01:40:00' });
    expect(await wire.control('clock', { set: '2025-11-02 01:10:00' })).toMatchObject({
      utc: '2025-11-02T06:10:00.000Z',
    });
    expect(await place()).toBe('0004711');
    expect(await find('0004711')).toMatchObject({ commit_time: '2025-11-02 01:10:00' });
    expect(await violations()).toEqual([]);
  });

  test('in mode real it goes on by itself, and the rate can be set', async () => {
    expect(await wire.control('clock', { mode: 'real', rate: 3600 })).toMatchObject({ mode: 'real', rate: 3600 });
    // One wall millisecond is 3.6 s there: the next answer is later, whatever the machine's speed.
    await expect
      .poll(async () => (await wire.control('clock'))['now'], { interval: 5 })
      .not.toBe('2025-03-03 08:00:00');
  });
});

describe('reset and config', () => {
  test('the same seed is the same world, another seed another one', async () => {
    const stock = async (seed: number) => {
      await reset({ seed });
      return wire.control('truth?part=stock');
    };
    const first = await stock(3);
    expect(await stock(3)).toEqual(first);
    expect(await stock(4)).not.toEqual(first);
  });

  test('the same calls get the same answers, noise and all', async () => {
    const run = async () => {
      await reset({ seed: 11, noise: 'default', config: { timeout_ms: 1, slow_ms: 1, rate_per_min: 0, p_5xx: 0.3 } });
      const answers = [];
      for (let at = 0; at < 25; at += 1) {
        const answer = await wire.post('/api/salesOrder', [documentOrder({ po_num: `W1-${at}` })]).catch(() => 'lost');
        answers.push(typeof answer === 'string' ? answer : [answer.status, answer.text]);
        await wire.control('clock', { advance_s: 30 });
      }
      return [answers, await wire.control('truth?part=orders')];
    };
    const first = await run();
    expect(await run()).toEqual(first);
  });

  test('an unknown member is refused with its path, and the world stays', async () => {
    await place();
    expect(await wire.refused('reset', { seeds: 1 })).toContain('seeds');
    expect(await wire.refused('reset', { profile: { orders: { mode: 'x' } } })).toContain('profile.orders.mode');
    expect(await wire.refused('config', { lag: 5 })).toContain('config.lag');
    expect(await find('0004711')).toMatchObject({ ord_num: '0004711' });
  });

  test('without a body reset takes the defaults of the document', async () => {
    await wire.control('reset', {});
    expect(await wire.control('config')).toMatchObject({
      ats_every_s: 900,
      rate_per_min: 60,
      p_5xx: 0.02,
      maintenance: ['02:00', '02:15'],
      keys: ['test'],
      auto: { on: false, track_s: 1800 },
    });
    expect(await wire.control('health')).toEqual({ ready: true, seed: 1, now: '2025-03-03 08:00:00' });
  });

  test('noise none silences chance, lag, rate and maintenance', async () => {
    expect(await wire.control('config')).toMatchObject({
      p_5xx: 0,
      p_fail: 0,
      lag: [],
      rate_per_min: 0,
      maintenance: null,
    });
  });
});

describe('the night, demand, log', () => {
  test('at 01:00 units past their end date are cancelled by the house', async () => {
    const ordNum = await place({ end_date: '2025-03-03' });
    await wire.control('clock', { set: '2025-03-04 01:00:00' });
    expect(await find(ordNum)).toMatchObject({
      ord_status: 'CANCELLED',
      last_mod_by: 'BATCH',
      last_mod: '2025-03-04 01:00:00',
    });
    expect(await lineOf(ordNum)).toMatchObject({ cancel_type: 'CH', total_qty: 0 });
  });

  test('demand by the hour brings wholesale orders until it is switched off', async () => {
    await wire.control('demand', { per_hour: 60, lump_mean: 4 });
    await wire.control('clock', { advance_s: 3600 });
    const count = async () => (await wire.control<{ orders: unknown[] }>('truth?part=orders')).orders.length;
    const afterAnHour = await count();
    expect(afterAnHour).toBeGreaterThan(30);
    await wire.control('demand', { per_hour: 0 });
    await wire.control('clock', { advance_s: 3600 });
    expect(await count()).toBe(afterAnHour);
    expect(await violations()).toEqual([]);
  });

  test('the log keeps calls in order, with bodies and without keys', async () => {
    await place();
    await wire.get('/api/pick?subscription-key=test');
    const log = await wire.control<Record<string, unknown>[]>('log?since=1&limit=1');
    expect(log).toEqual([
      {
        seq: 2,
        at: '2025-03-03 08:00:00',
        verb: 'GET',
        path: '/api/pick',
        query: 'subscription-key=***',
        status: 200,
        fault: null,
        committed: false,
        req: null,
        res: { version: '1.0', data: { header: [] } },
      },
    ]);
    expect((await wire.control<Record<string, unknown>[]>('log'))[0]).toMatchObject({
      committed: true,
      req: [documentOrder()],
    });
  });
});
