import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWire } from './test-wire.ts';
import { openTestWire } from './test-wire.ts';

let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire();
});
afterAll(() => wire.simulator.stop());

const reset = (config: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  wire.control('reset', { noise: 'none', size: { styles: 1, colours: 1, sizes: 1 }, config, ...more });

test('without a key, or with a wrong one, the gateway says 401', async () => {
  await reset({});
  expect([(await wire.get('/api/pick', '')).status, (await wire.get('/api/pick', '')).json]).toEqual([
    401,
    { statusCode: 401, message: 'Access denied due to missing subscription key.' },
  ]);
  expect((await wire.get('/api/pick', 'wrong')).json).toEqual({
    statusCode: 401,
    message: 'Access denied due to invalid subscription key.',
  });
  await wire.control('config', { keys: ['other'] });
  expect((await wire.get('/api/pick')).status).toBe(401);
  expect((await wire.get('/api/pick', 'other')).status).toBe(200);
});

test('the rate limit counts fixed windows of 60 s; refused calls do not count', async () => {
  await reset({ rate_per_min: 3 }, { start: '2025-03-03 08:00:48' });
  for (let at = 0; at < 3; at += 1) expect((await wire.get('/api/pick')).status).toBe(200);
  const refused = await wire.get('/api/pick');
  expect([refused.status, refused.headers.get('retry-after'), refused.json]).toEqual([
    429,
    '12',
    { statusCode: 429, message: 'Rate limit is exceeded. Try again in 12 seconds.' },
  ]);
  await wire.control('clock', { advance_s: 12 });
  for (let at = 0; at < 3; at += 1) expect((await wire.get('/api/pick')).status).toBe(200);
  expect((await wire.get('/api/pick')).status).toBe(429);
});

test('a fuzzy limit stays within its share, the same in every run', async () => {
  const count = async () => {
    await reset({ rate_per_min: 20, rate_fuzz: 0.5 });
    let calls = 0;
    while ((await wire.get('/api/pick')).status === 200) calls += 1;
    return calls;
  };
  const calls = await count();
  expect(calls).toBeGreaterThanOrEqual(10);
  expect(calls).toBeLessThanOrEqual(30);
  expect(await count()).toBe(calls);
});

test('the day quota answers 403 until local midnight', async () => {
  await reset({ quota_day: 1 }, { start: '2025-03-03 23:59:00' });
  expect((await wire.get('/api/pick')).status).toBe(200);
  const refused = await wire.get('/api/pick');
  expect([refused.status, refused.headers.get('retry-after'), refused.json]).toEqual([
    403,
    '60',
    { statusCode: 403, message: 'Out of call volume quota.' },
  ]);
  await wire.control('clock', { advance_s: 60 });
  expect((await wire.get('/api/pick')).status).toBe(200);
});

test('in the maintenance window every call is 503', async () => {
  await reset({ maintenance: ['02:00', '02:15'] }, { start: '2025-03-03 02:14:59' });
  const refused = await wire.get('/api/pick');
  expect([refused.status, refused.json]).toEqual([
    503,
    { statusCode: 503, message: 'Service unavailable: maintenance' },
  ]);
  await wire.control('clock', { advance_s: 1 });
  expect((await wire.get('/api/pick')).status).toBe(200);
});
