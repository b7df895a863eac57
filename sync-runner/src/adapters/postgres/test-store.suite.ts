import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createEmbeddedDatabaseHome } from '#adapters/embedded-postgres/embedded-database-home.ts';
import { createSystemClock } from '#adapters/system/system-clock.ts';
import type { DatabaseAddress } from '#ports/database-home.ts';
import type { Log } from '#ports/log.ts';
import { openStore, type Store } from './open-store.ts';
import { composeClientConfig } from './pool.ts';

const say = (): void => undefined;
export const silentLog: Log = { debug: say, info: say, warn: say, error: say };

/** One server for a test file; each test its own schema. */
export interface TestServer {
  readonly address: DatabaseAddress;
  composeSchema(): string;
  openStore(schema: string): Promise<Store>;
  /** Empties every table and queue of a schema: quicker than a new one. */
  empty(schema: string): Promise<void>;
  /** A statement beside the store, rows as they come. */
  query(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

export const startTestServer = async (): Promise<TestServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'cherry-bridge-test-'));
  const home = createEmbeddedDatabaseHome({ dataDir: folder, log: silentLog });
  const address = await home.open();
  const client = new pg.Client(composeClientConfig(address));
  await client.connect();
  let schemas = 0;
  return {
    address,
    composeSchema: () => `test_${(schemas += 1)}`,
    openStore: (schema) =>
      openStore({ address, schema, clock: createSystemClock(1), log: silentLog, runnerId: `test-${process.pid}` }),
    empty: async (schema) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = $1 AND tablename NOT IN ('migrations', 'processes')`,
        [schema],
      );
      await client.query(`TRUNCATE ${rows.map((row) => row.name).join(', ')}; DELETE FROM "${schema}_jobs".job`);
    },
    query: async (text, values = []) => (await client.query(text, [...values])).rows as Record<string, unknown>[],
    close: async () => {
      await client.end();
      await home.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
