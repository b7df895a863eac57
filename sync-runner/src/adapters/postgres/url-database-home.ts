import pg from 'pg';
import { SyncError } from '#errors/sync-error.ts';
import type { DatabaseAddress, DatabaseHome } from '#ports/database-home.ts';
import { composeClientConfig } from './pool.ts';

const VERSION_MIN = 130_000;

/** Sentences never quote the address: it may hold a password. */
const checkAddress = (url: string): void => {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch (cause) {
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: 'DATABASE_URL is no address; it looks like postgres://user:password@host:5432/database.',
      cause,
    });
  }
  if (!['postgres:', 'postgresql:'].includes(parsed.protocol)) {
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `DATABASE_URL starts with "${parsed.protocol}//"; only postgres:// is understood.`,
    });
  }
};

const describeRefusal = (error: unknown): SyncError => {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  // Class 28: who we are; 3D000: which database. Waiting heals neither.
  if (code.startsWith('28'))
    return new SyncError({
      code: 'CONFIG_INVALID',
      message: 'The database of DATABASE_URL refused the user or password.',
    });
  if (code === '3D000')
    return new SyncError({
      code: 'CONFIG_INVALID',
      message: 'The database named in DATABASE_URL does not exist on that server.',
    });
  return new SyncError({
    code: 'STORE_UNREACHABLE',
    message: `The database of DATABASE_URL does not answer (${code === '' ? 'no answer' : code}). Check host, port and network.`,
  });
};

const checkServer = async (address: DatabaseAddress): Promise<void> => {
  const client = new pg.Client(composeClientConfig(address));
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
    const version = Number(rows[0]?.server_version_num ?? 0);
    if (version >= VERSION_MIN) return;
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `The database of DATABASE_URL is PostgreSQL ${Math.floor(version / 10_000)}; 13 or newer is needed.`,
    });
  } catch (error) {
    throw error instanceof SyncError ? error : describeRefusal(error);
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** DATABASE_URL: somebody else's server, checked once. */
export const createUrlDatabaseHome = (url: string): DatabaseHome => ({
  open: async () => {
    checkAddress(url);
    const address: DatabaseAddress = { via: 'url', url };
    await checkServer(address);
    return address;
  },
  close: () => Promise.resolve(),
});
