import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from './open-store.ts';
import { startTestServer, type TestServer } from './test-store.suite.ts';

const FAR_MS = 3_600_000;
const never = new AbortController().signal;
const schema = 'wake';
let server: TestServer;
let first: Store;
let second: Store;

beforeAll(async () => {
  server = await startTestServer();
  first = await server.openStore(schema);
  second = await server.openStore(schema);
  // The first look of each is due at once: there may be work from before.
  await Promise.all([first.wake.waitForWork(FAR_MS, never), second.wake.waitForWork(FAR_MS, never)]);
}, 60_000);
afterAll(async () => {
  await first.close();
  await second.close();
  await server.close();
});

it('one process at a time has the lead', async () => {
  const answers = await Promise.all([first.wake.holdsLead(), second.wake.holdsLead()]);
  expect(answers.filter(Boolean)).toHaveLength(1);
});

it('wakes the workers of every process', async () => {
  const waits = [first.wake.waitForWork(FAR_MS, never), second.wake.waitForWork(FAR_MS, never)];
  await second.wake.notify('orders');
  await Promise.all(waits);
});

it('does not lose a call that comes while nobody waits', async () => {
  await second.wake.notify('orders');
  await second.wake.waitForWork(FAR_MS, never);
  await first.wake.waitForWork(FAR_MS, never);
});

it('stops waiting on abort', async () => {
  const stop = new AbortController();
  const wait = first.wake.waitForWork(FAR_MS, stop.signal);
  stop.abort();
  await wait;
});

it('takes its session up again when the database ends it, and holds its claims and the lead as before', async () => {
  const leader = (await first.wake.holdsLead()) ? first : second;
  await server.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cherry-bridge-session'`,
  );
  await expect
    .poll(() => leader.wake.holdsLead().then(async (holds) => holds || (await second.wake.holdsLead())), {
      timeout: 10_000,
      interval: 20,
    })
    .toBe(true);
  await first.wake.waitForWork(FAR_MS, never);
});
