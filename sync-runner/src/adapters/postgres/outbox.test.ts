import { afterAll, beforeAll } from 'vitest';
import { describeOutbox } from '#ports/outbox.suite.ts';
import type { Store } from './open-store.ts';
import { startTestServer, type TestServer } from './test-store.suite.ts';

let server: TestServer;
let store: Store;
const schema = 'outbox';

beforeAll(async () => {
  server = await startTestServer();
  store = await server.openStore(schema);
}, 60_000);
afterAll(async () => {
  await store.close();
  await server.close();
});

describeOutbox('PostgreSQL', async () => {
  await server.empty(schema);
  return { ...store, close: () => Promise.resolve(), openAnother: () => server.openStore(schema) };
});
