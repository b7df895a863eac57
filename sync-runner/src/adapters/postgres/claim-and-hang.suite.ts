import type { DatabaseAddress } from '#ports/database-home.ts';
import { createSystemClock } from '#adapters/system/system-clock.ts';
import { openStore } from './open-store.ts';
import { silentLog } from './test-store.suite.ts';

/**
 * A runner that is killed at work: takes two orders, sends the first, says so and never comes back. Started by
 * killed-process.test.ts with address and schema as JSON in CHERRY_BRIDGE_TEST.
 */
const start = async (): Promise<void> => {
  const { address, schema } = JSON.parse(process.env['CHERRY_BRIDGE_TEST'] ?? '{}') as {
    address: DatabaseAddress;
    schema: string;
  };
  const store = await openStore({ address, schema, clock: createSystemClock(1), log: silentLog, runnerId: 'doomed' });
  const [first] = await store.outbox.claim('orders', 2);
  if (first === undefined) throw new Error('nothing to claim');
  await store.ledger.transact((tx) => tx.outbox.markSent(first));
  process.stdout.write(`lead ${await store.wake.holdsLead()}\n`);
  setInterval(() => undefined, 60_000);
};

await start();
