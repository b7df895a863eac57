import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningErpSimulator, startErpSimulator } from '#simulator/bluecherry-server/index.ts';
import { type RunningShopSimulator, startShopSimulator } from '#simulator/shop-server/index.ts';
import type { FaultPoint } from './fault-points.ts';

/** The waits of our time (900 s and more) pass in seconds, beside a simulator whose clock runs as fast. */
const clockRate = 60;
const root = fileURLToPath(new URL('../../../', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'cherry-fault-'));
const children = new Set<ChildProcess>();
let erp: RunningErpSimulator;
let shop: RunningShopSimulator;

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly answer: string;
}

/** One word of the built command line. */
const run = (words: readonly string[], faultPoint = ''): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'sync-runner/dist/cherry-bridge.mjs'), ...words, '--json'], {
      env: {
        PATH: process.env['PATH'],
        CHERRY_BRIDGE_DATA: dataDir,
        CHERRY_BRIDGE_CLOCK_RATE: String(clockRate),
        CHERRY_BRIDGE_FAULT_POINT: faultPoint,
        METRICS_PORT: '0',
        SHOP_URL: shop.url,
        SHOP_KEY: 'ck_stand_in',
        SHOP_SECRET: 'cs_stand_in',
        ERP_URL: erp.url,
        ERP_SUBSCRIPTION_KEY: 'test',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.add(child);
    let answer = '';
    child.stdout.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      children.delete(child);
      resolve({ code, signal, answer });
    });
  });

const askShop = async <T>(path: string, body?: unknown): Promise<T> => {
  const answer = await fetch(`${shop.url}/wp-json/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Basic ${Buffer.from('ck_manager:cs_manager').toString('base64')}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
};

/** A paid order of one piece; gives its reference at the ERP. */
const pay = async (): Promise<string> => {
  const [parent] = await askShop<{ id: number }[]>('wc/v3/products?type=variable');
  const [piece] = await askShop<{ id: number }[]>(`wc/v3/products/${parent?.id}/variations`);
  const place = { first_name: 'Ann', last_name: 'Lee', address_1: '12 Orchard Street', city: 'Springfield' };
  const address = { ...place, state: 'NY', postcode: '10001', country: 'US' };
  const { id } = await askShop<{ id: number }>('wc/v3/orders', {
    set_paid: true,
    payment_method: 'cherry_test',
    billing: { ...address, email: 'ann@shop.example' },
    shipping: address,
    line_items: [{ product_id: parent?.id, variation_id: piece?.id, quantity: 1 }],
  });
  return `W1-${id}`;
};

/** How many sales orders the ERP has under each reference. */
const countInErp = async (references: readonly string[]): Promise<number[]> => {
  const answer = await fetch(`${erp.controlUrl}/_sim/truth?part=orders`);
  const { result } = (await answer.json()) as { result: { orders: { po_num: string }[] } };
  return references.map((reference) => result.orders.filter(({ po_num }) => po_num.trim() === reference).length);
};

const listOpen = async (): Promise<unknown[]> =>
  (JSON.parse((await run(['outbox', 'list'])).answer) as { intents: unknown[] }).intents;

/** Passes until nothing waits: a look-up may have to wait for its time. */
const passUntilNothingWaits = async (): Promise<void> => {
  await expect
    .poll(
      async () => {
        await run(['once', 'orders']);
        return listOpen();
      },
      { timeout: 120_000, interval: 500 },
    )
    .toEqual([]);
};

beforeAll(async () => {
  // The database server runs as another user where we are root.
  chmodSync(dataDir, 0o755);
  await promisify(execFile)(process.execPath, [join(root, 'scripts/build.mjs'), 'runner'], { cwd: root });
  const ports = { port: 0, controlPort: 0 };
  erp = await startErpSimulator({ ...ports, styles: 1, colours: 1, sizes: 2, rate: clockRate, noise: 'none' });
  shop = await startShopSimulator(ports);
  expect(await run(['once', 'products'])).toMatchObject({ code: 0 });
}, 240_000);

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([erp.stop(), shop.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a runner that is killed', () => {
  const points: Record<FaultPoint, string> = {
    'before-enqueue': 'before it stored what it read',
    'after-enqueue': 'when it had stored what is to be sent',
    'after-sent': 'just before the call',
    'after-answer': 'when the answer had come and was not stored',
    'after-finish': 'when the answer was stored',
  };

  it.each(Object.entries(points))(
    'at %s (%s) loses no order and sends none twice',
    async (point) => {
      const references = [await pay(), await pay()];
      expect(await run(['once', 'orders'], point)).toMatchObject({ signal: 'SIGKILL' });
      await passUntilNothingWaits();
      expect(await countInErp(references)).toEqual([1, 1]);
    },
    180_000,
  );
});
