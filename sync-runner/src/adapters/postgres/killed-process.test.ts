import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { composeUuid } from '#domain/fingerprint.ts';
import type { Intent } from '#domain/intent.ts';
import type { Store } from './open-store.ts';
import { startTestServer, type TestServer } from './test-store.suite.ts';

const schema = 'killed';
let server: TestServer;
let store: Store;
let child: ChildProcess | undefined;

const composeOrder = (number: number): Intent => {
  const key = `orders:create:W1-${number}`;
  return {
    id: composeUuid(key),
    flow: 'orders',
    entity: 'create',
    subject: `W1-${number}`,
    key,
    lane: `W1-${number}`,
    payload: {},
  };
};

/** Starts a runner that holds two claims and the lead; gives what it said. */
const startDoomedRunner = async (): Promise<string> => {
  child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./claim-and-hang.suite.ts', import.meta.url))],
    {
      env: { ...process.env, CHERRY_BRIDGE_TEST: JSON.stringify({ address: server.address, schema }) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const stdout = child.stdout;
  if (stdout === null) throw new Error('no output');
  const [chunk] = (await once(stdout, 'data')) as [Buffer];
  return chunk.toString().trim();
};

const kill = async (): Promise<void> => {
  const doomed = child;
  child = undefined;
  if (doomed === undefined) return;
  const ended = once(doomed, 'exit');
  doomed.kill('SIGKILL');
  await ended;
};

/** The database frees a session when it reads the end of its socket: a moment after the kill. */
const recoverAll = async (): Promise<number> => {
  let freed = 0;
  await expect
    .poll(async () => (freed += await store.outbox.recover()), { timeout: 10_000, interval: 20 })
    .toBeGreaterThan(0);
  return freed;
};

beforeAll(async () => {
  server = await startTestServer();
  store = await server.openStore(schema);
}, 60_000);
afterAll(async () => {
  await store.close();
  await server.close();
});
beforeEach(() => server.empty(schema));
afterEach(kill);

describe('a runner that is killed with kill -9', () => {
  it('leaves its sent order unclear and its unsent one as it was, free at once, each try counted', async () => {
    await store.ledger.transact(async (tx) => {
      for (const number of [1, 2, 3]) await tx.outbox.enqueue(composeOrder(number), 'once');
    });
    await startDoomedRunner();
    expect(await store.outbox.recover()).toBe(0);
    await kill();
    expect(await recoverAll()).toBe(2);
    const claims = await store.outbox.claim('orders', 20);
    expect(claims.map(({ intent }) => [intent.subject, intent.state, intent.attempts])).toEqual([
      ['W1-1', 'unclear', 2],
      ['W1-2', 'intended', 2],
      ['W1-3', 'intended', 1],
    ]);
    expect(claims[0]?.intent.unclearSinceMs).toBeGreaterThanOrEqual(claims[0]?.intent.sentAtMs ?? Infinity);
    const shown = await store.outbox.show(composeOrder(1).id);
    expect(shown?.tries).toMatchObject([{ attempt: 1, note: 'the process ended before the answer' }]);
    expect(shown?.tries[0]?.endedAtMs).not.toBeNull();
  });

  it('hands the lead to the next one', async () => {
    await store.ledger.transact((tx) => tx.outbox.enqueue(composeOrder(1), 'once'));
    expect(await startDoomedRunner()).toBe('lead true');
    expect(await store.wake.holdsLead()).toBe(false);
    await kill();
    await expect.poll(() => store.wake.holdsLead(), { timeout: 10_000, interval: 20 }).toBe(true);
  });
});
