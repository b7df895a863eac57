import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startShopSimulator, type RunningShopSimulator } from './index.ts';

const headers = {
  Authorization: `Basic ${Buffer.from('ck_stand_in:cs_stand_in').toString('base64')}`,
  'Content-Type': 'application/json',
};

describe('control of the stand-in shop', () => {
  let shop: RunningShopSimulator;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const sim = async (path: string, body?: unknown): Promise<any> => {
    const method = body === undefined ? 'GET' : 'POST';
    const answer = await fetch(`${shop.controlUrl}/_sim/${path}`, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return answer.json();
  };
  const create = (sku: string) =>
    fetch(`${shop.url}/wp-json/wc/v3/products`, { method: 'POST', headers, body: JSON.stringify({ name: sku, sku }) });
  const skus = async (): Promise<string[]> =>
    (await sim('truth?part=products')).result.products.map((row: { sku: string }) => row.sku);
  const script = (kind: string, extra: object = {}) =>
    sim('faults', { script: [{ match: { verb: 'POST', route: '/wc/v3/products' }, kind, ...extra }] });

  beforeAll(async () => {
    shop = await startShopSimulator({ port: 0, controlPort: 0 });
  });
  beforeEach(() => sim('reset', {}));
  afterAll(() => shop.stop());

  it('says at its door that it is a stand-in', async () => {
    const index = (await (await fetch(`${shop.url}/wp-json/`)).json()) as { stand_in: boolean; description: string };
    expect(index).toMatchObject({ stand_in: true, description: expect.stringContaining('not WooCommerce') });
  });

  it('breaks the line after the work is done, or before', async () => {
    await script('reset_after');
    await expect(create('A')).rejects.toThrow();
    expect(await skus()).toEqual(['A']);
    await script('reset_before');
    await expect(create('B')).rejects.toThrow();
    expect(await skus()).toEqual(['A']);
  });

  it('fails the second call and no other', async () => {
    await script('status', { nth: 2, args: { code: 503 } });
    const statuses = [];
    for (const sku of ['A', 'B', 'C']) statuses.push((await create(sku)).status);
    expect(statuses).toEqual([201, 503, 201]);
    expect((await sim('faults')).result).toMatchObject([{ matches: 3, hits: 1 }]);
  });

  it('gives broken bodies and a time to come back', async () => {
    await script('truncated');
    await expect((await create('A')).json()).rejects.toThrow();
    await script('retry_after', { args: { value: '7' } });
    const limited = await create('B');
    expect([limited.status, limited.headers.get('Retry-After')]).toEqual([429, '7']);
  });

  it('writes each call down with its fault and whether the work stands', async () => {
    await script('reset_after');
    await create('A').catch(() => undefined);
    const log = (await sim('log')).result as object[];
    expect(log.at(-1)).toMatchObject({ verb: 'POST', fault: 'reset_after', status: 0, committed: true });
  });

  it('stands still in time until it is moved', async () => {
    await sim('clock', { set: '2026-03-03 09:00:00' });
    expect((await sim('clock', { advance_s: 90 })).result).toMatchObject({
      now: '2026-03-03 09:01:30',
      mode: 'virtual',
    });
    const made = (await (await create('A')).json()) as { date_created_gmt: string };
    expect(made.date_created_gmt).toBe('2026-03-03T09:01:30');
  });

  it('fills a shop of any size and forgets everything at a reset', async () => {
    expect((await sim('reset', { size: { styles: 2, colours: 2, sizes: 3 } })).result).toEqual({
      products: 2,
      variations: 12,
    });
    await sim('reset', {});
    expect(await skus()).toEqual([]);
  });

  it('serves the host page of the screens, and says when they were not built', async () => {
    const page = await (await fetch(`${shop.url}/wp-admin/admin.php?page=cherry-bridge`)).text();
    expect(page).toContain('id="cherry-bridge-root"');
    expect(page).toContain('npm run setup');
  });
});
