import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { DatabaseAddress } from '#ports/database-home.ts';
import type { Log } from '#ports/log.ts';
import { translateStoreFault } from './store-fault.ts';
import type { Tables } from './tables.ts';

const INT8 = 20;
const INT8_ARRAY = 1016;

/** int8 as a number: ours are epoch ms, ids and units, all far below 2^53; anything above is a fault, never rounded. */
const parseInt8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large a number`);
  return value;
};

const getTypeParser = (oid: number, format?: 'text' | 'binary'): ((value: string) => unknown) => {
  if (oid === INT8 && format !== 'binary') return parseInt8;
  if (oid === INT8_ARRAY && format !== 'binary')
    return (text) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(parseInt8));
  return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
};

/** How node-postgres reaches an address. */
export const composeClientConfig = (address: DatabaseAddress): pg.ClientConfig => ({
  ...(address.via === 'url'
    ? { connectionString: address.url }
    : {
        host: address.folder,
        port: address.port,
        user: address.user,
        password: address.password,
        database: address.database,
      }),
  application_name: 'cherry-bridge',
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  types: { getTypeParser: getTypeParser as pg.CustomTypesConfig['getTypeParser'] },
});

export const createPool = (address: DatabaseAddress, max: number, log: Log): pg.Pool => {
  const pool = new pg.Pool({ ...composeClientConfig(address), max, idleTimeoutMillis: 30_000 });
  // An idle connection that breaks is replaced by the pool; unheard, its error would end the process.
  pool.on('error', (error) => log.warn('A database connection was lost.', { cause: error.message }));
  return pool;
};

/**
 * The few statements of the hot path are planned once a connection: planning costs more than they do. Capped, since
 * texts with lists of any length would fill the server's memory.
 */
const PREPARED_MAX = 60;
const prepared = new Map<string, string>();

const namePrepared = (text: string): string | undefined => {
  const known = prepared.get(text);
  if (known !== undefined || prepared.size >= PREPARED_MAX) return known;
  const name = `cherry_bridge_${prepared.size}`;
  prepared.set(text, name);
  return name;
};

const translateClient = (client: pg.PoolClient): PostgresPoolClient => {
  const query = async (text: string, values: unknown[] = []): Promise<unknown> => {
    try {
      if (values.length === 0) return await client.query(text);
      const name = namePrepared(text);
      return await client.query(name === undefined ? { text, values } : { name, text, values });
    } catch (error) {
      throw translateStoreFault(error);
    }
  };
  return { query, release: () => client.release() } as unknown as PostgresPoolClient;
};

/** A checked-out client has no listener of the pool: a connection that dies in our hands would end the process. */
const heard = new WeakSet<pg.PoolClient>();
const hear = (client: pg.PoolClient): pg.PoolClient => {
  if (!heard.has(client)) client.on('error', () => undefined);
  heard.add(client);
  return client;
};

/** One place where the driver's errors become ours. */
const translatePool = (pool: pg.Pool): PostgresPool =>
  ({
    connect: async () => {
      try {
        return translateClient(hear(await pool.connect()));
      } catch (error) {
        throw translateStoreFault(error);
      }
    },
    end: () => pool.end(),
  }) as PostgresPool;

/** Typed queries over the pool; `destroy()` ends it. */
export const createDatabase = (pool: pg.Pool, schema: string): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool: translatePool(pool) }) }).withSchema(schema);
