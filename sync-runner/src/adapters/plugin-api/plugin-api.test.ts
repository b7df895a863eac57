import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSystemClock } from '#adapters/system/system-clock.ts';
import { startShopSimulator, type RunningShopSimulator } from '#simulator/shop-server/index.ts';
import { createPluginApi, tradePairingCode, type PluginApi } from './index.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = createSystemClock(20);
const admin = {
  Authorization: `Basic ${Buffer.from('ck_stand_in:cs_stand_in').toString('base64')}`,
  'Content-Type': 'application/json',
};

describe('what the runner tells and asks the plugin', () => {
  let shop: RunningShopSimulator;
  let api: PluginApi;
  // Far sides answer anything; each test names what it expects.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const call = async (verb: string, path: string, body?: object): Promise<any> => {
    const answer = await fetch(`${shop.url}/wp-json/${path}`, {
      method: verb,
      headers: admin,
      body: body ? JSON.stringify(body) : null,
    });
    return answer.json();
  };

  beforeAll(async () => {
    shop = await startShopSimulator({ port: 0, controlPort: 0, rehearsing: true });
    api = createPluginApi({ shopUrl: shop.url, key: 'ck_stand_in', secret: 'cs_stand_in', clock, log: quiet });
  });
  afterAll(async () => {
    api.close();
    await shop.stop();
  });

  it('pulls settings whole: on a new shop every flow rehearses', async () => {
    const { flows } = await api.readSettings();
    expect(Object.values(flows).map(({ mode }) => mode)).toEqual(Array(5).fill('rehearsing'));
  });

  it('reads every buffer rule over all pages, with the revision they belong to', async () => {
    await call('POST', 'wc/v3/products/batch', {
      create: Array.from({ length: 60 }, (_, index) => ({ name: 'P', sku: `P-${index}` })),
    });
    await call('POST', 'wc/v3/products/batch', {
      create: Array.from({ length: 60 }, (_, index) => ({ name: 'Q', sku: `Q-${index}` })),
    });
    const changes = ['P', 'Q'].flatMap((letter) =>
      Array.from({ length: 60 }, (_, index) => ({ scope: 'sku', key: `${letter}-${index}`, kind: 'fixed', units: 2 })),
    );
    const saved = await call('PUT', 'wc-cherry-bridge/v1/buffers', { version: 1, changes });
    const { revision, rules } = await api.readBuffers();
    expect(rules).toHaveLength(120);
    expect(new Set(rules.map(({ key }) => key)).size).toBe(120);
    expect(revision).toBe(saved.buffers_revision);
  });

  it('picks a wish up and answers it', async () => {
    await call('POST', 'wc-cherry-bridge/v1/commands', { version: 1, kind: 'run-now', flow: 'orders' });
    const [wish] = await api.readCommands();
    expect(wish).toMatchObject({ kind: 'run-now', flow: 'orders', state: 'asked' });
    await api.answerCommand(wish?.id ?? 0, { state: 'done', answer: 'Ran.' });
    expect(await api.readCommands()).toEqual([]);
  });

  it('posts more failures than one message holds, in pieces', async () => {
    const open = Array.from({ length: 230 }, (_, index) => ({
      key: `orders:ORDER_HELD:${index}`,
      flow: 'orders' as const,
      code: 'ORDER_HELD' as const,
      kind: 'rejected' as const,
      subject: { type: 'order' as const, id: String(index), label: `Order ${index}` },
      title: `Order ${index} waits.`,
      meaning: '',
      next_step: '',
      if_nobody_acts: '',
      owner: 'erp-team' as const,
      remedy: 'retry' as const,
      attempts: 1,
      next_try_at_utc: null,
      first_seen_at_utc: '2026-03-03T09:00:00Z',
      last_seen_at_utc: '2026-03-03T09:00:00Z',
      money: null,
      units: null,
      detail: '',
    }));
    await api.postFailures({ open, close: [] });
    const listed = await call('GET', 'wc-cherry-bridge/v1/failures?per_page=20');
    expect(listed.total).toBe(230);
    await api.postFailures({
      open: [],
      close: open.map(({ key }) => ({ key, closed_at_utc: '2026-03-03T09:10:00Z', reason: 'Gone.' })),
    });
    const after = await call('GET', 'wc-cherry-bridge/v1/failures?tab=needs-you');
    expect(after.total).toBe(0);
  });

  it('says which plugin fault it met: missing, refused key, another contract', async () => {
    const faults = (row: object | null) =>
      row ? call('PUT', 'cherry-test/v1/faults', row) : call('DELETE', 'cherry-test/v1/faults');
    await faults({ route: 'settings$', status: 404, count: 1 });
    await expect(api.readSettings()).rejects.toMatchObject({
      code: expect.stringMatching(/SHOP_ITEM_REFUSED|PLUGIN_MISSING/),
    });
    await faults(null);
    const stranger = createPluginApi({ shopUrl: shop.url, key: 'ck_manager', secret: 'cs_manager', clock, log: quiet });
    await expect(
      stranger.postFailures({ open: [], close: [{ key: 'x', closed_at_utc: '2026-03-03T09:10:00Z', reason: '' }] }),
    ).rejects.toMatchObject({ code: 'SHOP_AUTH_REFUSED' });
    stranger.close();
    const nowhere = createPluginApi({
      shopUrl: `${shop.url}/nowhere`,
      key: 'ck_stand_in',
      secret: 'cs_stand_in',
      clock,
      log: quiet,
    });
    await expect(nowhere.readSettings()).rejects.toMatchObject({ code: 'PLUGIN_MISSING' });
    nowhere.close();
  });

  it('trades a pairing code once and passes on the sentence of a refusal', async () => {
    const { code, words } = await call('POST', 'wc-cherry-bridge/v1/pairing', { version: 1, action: 'start' });
    expect(await tradePairingCode({ shopUrl: shop.url, code, clock, log: quiet })).toMatchObject({
      words,
      key: expect.any(String),
    });
    await expect(tradePairingCode({ shopUrl: shop.url, code, clock, log: quiet })).rejects.toMatchObject({
      code: 'SHOP_ITEM_REFUSED',
      message: expect.stringContaining('Start pairing again'),
    });
  });
});
