import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startErpSimulator, startShopSimulator } from '#compose.ts';
import { runCli } from './index.ts';

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const run = async (
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
  onStop: (stop: () => void) => void = () => undefined,
): Promise<Answer> => {
  let out = '';
  let err = '';
  const code = await runCli(words, {
    env,
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    isTerminal: false,
    onStop,
    exitNow: () => undefined,
  });
  return { code, out, err };
};

const silentPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
};

describe('wrong use', () => {
  it.each([
    [[], 'Say what to do'],
    [['fly'], 'Known words: run, once, plan'],
    [['reconcile'], 'Unknown command'],
    [['once'], 'Missing required argument'],
    [['plan', 'weather'], 'Known flows: products, inventory'],
    [['outbox', 'drop', 'x'], '--reason'],
    [['simulate', 'erp', '--port', 'x'], 'whole number'],
  ])('%j is answered with exit code 2 and a sentence', async (words, sentence) => {
    const { code, err } = await run(words as string[]);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });

  it('is one JSON object with --json', async () => {
    const { code, out, err } = await run(['fly', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ exit_code: 2, ok: false });
    expect(err).toBe('');
  });
});

describe('a start that cannot work', () => {
  it('lists every fault of the environment with exit code 2', async () => {
    const { code, out } = await run(['run', '--json'], { SHOP_URL: 'http://shop.example', LOG_LEVEL: 'loud' });
    expect(code).toBe(2);
    const faults = (JSON.parse(out) as { faults: string[] }).faults.join('\n');
    for (const name of ['SHOP_URL', 'SHOP_KEY', 'ERP_URL', 'ERP_SUBSCRIPTION_KEY', 'LOG_LEVEL'])
      expect(faults).toContain(name);
  });

  it('refuses to pair over plain http with another machine', async () => {
    const { code, err } = await run(['pair', 'http://shop.example', 'code']);
    expect(code).toBe(2);
    expect(err).toContain('plain http');
  });
});

describe('beside a Blue Cherry and a shop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cherry-cli-'));
  const stops: (() => Promise<void>)[] = [];
  let env: NodeJS.ProcessEnv = {};
  let rehearsingUrl = '';
  beforeAll(async () => {
    const erp = await startErpSimulator({ port: 0, controlPort: 0, styles: 1, colours: 2, sizes: 2, noise: 'none' });
    const shop = await startShopSimulator({ port: 0, controlPort: 0 });
    const rehearsing = await startShopSimulator({ port: 0, controlPort: 0, rehearsing: true });
    stops.push(erp.stop, shop.stop, rehearsing.stop);
    rehearsingUrl = rehearsing.url;
    env = {
      SHOP_URL: shop.url,
      SHOP_KEY: 'ck_stand_in',
      SHOP_SECRET: 'cs_stand_in',
      ERP_URL: erp.url,
      ERP_SUBSCRIPTION_KEY: 'test',
      CHERRY_BRIDGE_DATA: folder,
      METRICS_PORT: '0',
      LOG_LEVEL: 'error',
    };
  }, 60_000);
  afterAll(async () => {
    for (const stop of stops) await stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('finds nothing wrong with a healthy pair', async () => {
    const { code, out } = await run(['doctor', '--json'], env);
    const { checks } = JSON.parse(out) as { checks: { state: string }[] };
    expect(checks.filter(({ state }) => state === 'fail')).toEqual([]);
    expect(code).toBe(0);
  }, 60_000);

  it('plans a style without writing it, then writes it, then tells its story', async () => {
    const planned = await run(['plan', 'products', '--json'], env);
    expect(JSON.parse(planned.out)).toMatchObject({
      exit_code: 0,
      flows: [{ flow: 'products', writes: [{ subject: 'style:101' }] }],
    });
    const again = await run(['plan', 'products', '--json'], env);
    expect((JSON.parse(again.out) as { flows: { writes: unknown[] }[] }).flows[0]?.writes).toHaveLength(1);

    const once = await run(['once', 'all', '--json'], env);
    expect(once.code, once.out + once.err).toBe(0);
    const sku = '01|00101|010|||XS';
    const story = await run(['explain', sku, '--json'], env);
    const { figures } = JSON.parse(story.out) as {
      figures: { ats: number; in_flight: number; held_back: number; published: number };
    };
    expect(figures.published).toBe(figures.ats - figures.in_flight - figures.held_back);

    const waiting = await run(['outbox', 'list'], env);
    expect(waiting).toMatchObject({ code: 0, out: 'Nothing waits.\n' });
  }, 60_000);

  it('answers 2 for a number nobody knows and for an intended write that is not there', async () => {
    expect((await run(['explain', '999'], env)).code).toBe(2);
    expect((await run(['outbox', 'show', '5f0c9a52-5c1e-4b0f-9d57-8a4f4c3f6d21'], env)).code).toBe(2);
  }, 60_000);

  it('only rehearses in a new shop, says so and exits 4', async () => {
    const fresh = { ...env, SHOP_URL: rehearsingUrl, CHERRY_BRIDGE_SCHEMA: 'rehearsing' };
    const { code, out } = await run(['once', 'products'], fresh);
    expect(code).toBe(4);
    expect(out).toContain('products is rehearsing, so nothing was written.');
    expect(out).toContain('write  style:101');
  }, 60_000);

  it('names both far sides where neither answers, with exit code 3, and leaves nothing running', async () => {
    const dead = `http://127.0.0.1:${await silentPort()}`;
    const { code, out } = await run(['once', 'all', '--json'], { ...env, SHOP_URL: dead, ERP_URL: dead });
    expect(code).toBe(3);
    expect((JSON.parse(out) as { faults: string[] }).faults).toHaveLength(2);
  }, 60_000);

  it('tells a refused key from silence: exit code 2 comes before 3', async () => {
    const { code, out } = await run(['once', 'all', '--json'], {
      ...env,
      ERP_SUBSCRIPTION_KEY: 'wrong',
      SHOP_URL: `http://127.0.0.1:${await silentPort()}`,
    });
    expect(code).toBe(2);
    expect((JSON.parse(out) as { faults: string[] }).faults).toHaveLength(2);
  }, 60_000);

  it('lists every fault of a profile before anything is opened', async () => {
    const path = join(folder, 'profile.json');
    writeFileSync(path, JSON.stringify({ stock: { every_s: 0 }, orders: { mode: 'never' } }));
    const { code, out } = await run(['run', '--json'], { ...env, ERP_PROFILE: path });
    expect(code).toBe(2);
    const { faults } = JSON.parse(out) as { faults: string[] };
    expect(faults.join('\n')).toContain('stock.every_s');
    expect(faults.join('\n')).toContain('orders.mode');
  });

  it('pairs with a one-time code: same four words on both sides, key readable by its owner only, code dead after use', async () => {
    const answer = await fetch(`${env.SHOP_URL}/wp-json/wc-cherry-bridge/v1/pairing`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('ck_stand_in:cs_stand_in')}` },
      body: JSON.stringify({ version: 1, action: 'start' }),
    });
    const started = (await answer.json()) as { code: string; words: string[] };
    const dataDir = join(folder, 'paired');
    const words = ['pair', env.SHOP_URL ?? '', started.code, '--json'];
    const { code, out } = await run(words, { CHERRY_BRIDGE_DATA: dataDir });
    expect(code, out).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ words: started.words });
    expect(out).not.toMatch(/ck_|cs_/);
    expect(statSync(join(dataDir, 'pairing.json')).mode & 0o777).toBe(0o600);
    expect((await run(words, { CHERRY_BRIDGE_DATA: dataDir })).code).toBe(2);
  });

  it('says which port is taken and starts no simulator', async () => {
    const port = new URL(env.ERP_URL ?? '').port;
    const { code, err } = await run(['simulate', 'shop', '--port', port, '--control-port', '0']);
    expect(code).toBe(2);
    expect(err).toContain(port);
  });

  it('runs until it is told to stop, and then ends cleanly', async () => {
    const { code } = await run(['run'], env, (stop) => setImmediate(stop));
    expect(code).toBe(0);
  }, 60_000);
});
