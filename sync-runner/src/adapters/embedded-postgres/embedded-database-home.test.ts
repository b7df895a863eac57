import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DatabaseHome } from '#ports/database-home.ts';
import type { Log } from '#ports/log.ts';
import { createEmbeddedDatabaseHome } from './embedded-database-home.ts';
import { connectProbe } from './probe.ts';

let folder: string;
let homes: DatabaseHome[] = [];
let children: ChildProcess[] = [];
const said: string[] = [];
const say = (sentence: string): void => void said.push(sentence);
const log: Log = { debug: say, info: say, warn: say, error: say };

const createHome = (dataDir = folder): DatabaseHome => {
  const home = createEmbeddedDatabaseHome({ dataDir, log });
  homes.push(home);
  return home;
};

const readServerPid = (): number =>
  Number(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const ask = async (address: Awaited<ReturnType<DatabaseHome['open']>>, sql: string): Promise<readonly string[]> => {
  if (address.via !== 'socket') throw new Error('no socket');
  const target = {
    socketPath: join(address.folder, `.s.PGSQL.${address.port}`),
    user: address.user,
    database: address.database,
    applicationName: 'test',
  };
  const probe = await connectProbe(target);
  const rows = await probe.readColumn(sql);
  probe.close();
  return rows;
};

/** Another runner on the same folder; gives its socket folder once it is up. */
const startRunner = async (): Promise<{ child: ChildProcess; socketFolder: string }> => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./open-and-stay.suite.ts', import.meta.url)), folder],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  children.push(child);
  if (child.stdout === null) throw new Error('no output');
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, socketFolder: chunk.toString().trim() };
};

const kill = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cherry-bridge-home-'));
});
afterEach(async () => {
  for (const child of children.filter((one) => one.exitCode === null && one.signalCode === null)) await kill(child);
  // The last one out stops the server, also one whose runners were killed.
  if (children.length > 0) await createHome().open();
  for (const home of homes) await home.close();
  homes = [];
  children = [];
  said.length = 0;
  rmSync(folder, { recursive: true, force: true });
});

it('starts a PostgreSQL 18 on a private socket without TCP, and stops it', async () => {
  const home = createHome();
  const address = await home.open();
  expect(address).toMatchObject({ via: 'socket', password: '' });
  if (address.via !== 'socket') throw new Error('no socket');
  expect(statSync(address.folder).mode & 0o777).toBe(0o700);
  expect(Buffer.byteLength(join(address.folder, '.s.PGSQL.5432'))).toBeLessThan(100);
  expect(await ask(address, 'SHOW listen_addresses')).toEqual(['']);
  expect((await ask(address, 'SHOW server_version_num'))[0]).toMatch(/^18/);
  const pid = readServerPid();
  await home.close();
  expect(isAlive(pid)).toBe(false);
});

it('keeps what was written over a stop and a start', async () => {
  const first = createHome();
  await ask(await first.open(), 'CREATE TABLE kept (word text)');
  await first.close();
  const second = createHome();
  expect(await ask(await second.open(), `SELECT count(*) FROM pg_tables WHERE tablename = 'kept'`)).toEqual(['1']);
});

it('runs the server as a user without rights when started by root', async () => {
  if (process.getuid?.() !== 0) return;
  await createHome().open();
  const owner = execFileSync('stat', ['-c', '%U', `/proc/${readServerPid()}`], { encoding: 'utf8' });
  expect(owner.trim()).toBe('nobody');
});

it('serves two homes that open at once with one server, and stops it with the last one', async () => {
  const [one, two] = [createHome(), createHome()];
  const [first, second] = await Promise.all([one.open(), two.open()]);
  expect(first).toEqual(second);
  const pid = readServerPid();
  await one.close();
  expect(isAlive(pid)).toBe(true);
  expect(await ask(second, 'SELECT 1')).toEqual(['1']);
  await two.close();
  expect(isAlive(pid)).toBe(false);
});

it('uses the server of a running process and leaves it running', async () => {
  const { child, socketFolder } = await startRunner();
  const pid = readServerPid();
  const home = createHome();
  expect(await home.open()).toMatchObject({ folder: socketFolder });
  await home.close();
  expect(isAlive(pid)).toBe(true);
  expect(child.exitCode).toBeNull();
});

it('takes over the server that a killed runner left behind', async () => {
  const { child } = await startRunner();
  const pid = readServerPid();
  await kill(child);
  expect(isAlive(pid)).toBe(true);
  const home = createHome();
  await home.open();
  expect(readServerPid()).toBe(pid);
  await home.close();
  expect(isAlive(pid)).toBe(false);
});

it('comes back by itself after the server was killed', async () => {
  const home = createHome();
  const address = await home.open();
  const pid = readServerPid();
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => ask(address, 'SELECT 1').catch(() => []), { timeout: 25_000, interval: 50 }).toEqual(['1']);
  expect(readServerPid()).not.toBe(pid);
});

it('starts over a lock file whose number now belongs to another program', async () => {
  const first = createHome();
  await first.open();
  await first.close();
  writeFileSync(join(folder, 'postgres/data/postmaster.pid'), `${process.pid}\n${folder}/postgres/data\n`);
  expect(await ask(await createHome().open(), 'SELECT 1')).toEqual(['1']);
});

it('refuses a folder of another PostgreSQL and says how to go on', async () => {
  const first = createHome();
  await first.open();
  await first.close();
  const version = join(folder, 'postgres/data/PG_VERSION');
  writeFileSync(version, '17\n');
  await expect(createHome().open()).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining('PostgreSQL 17'),
  });
  writeFileSync(version, '18\n');
});

it('refuses a data folder that is a file', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await expect(createHome(file).open()).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining(file),
  });
});

it('moves to a folder the server can enter when the data folder is closed to it', async () => {
  if (process.getuid?.() !== 0) return;
  const closed = mkdtempSync(join('/root', 'cherry-bridge-test-'));
  const home = createHome(closed);
  try {
    expect(await ask(await home.open(), 'SELECT 1')).toEqual(['1']);
    await home.close();
    const place = readFileSync(join(closed, 'postgres-location'), 'utf8').trim();
    expect(existsSync(join(place, 'data/PG_VERSION'))).toBe(true);
    const again = createHome(closed);
    await again.open();
    await again.close();
    expect(readFileSync(join(closed, 'postgres-location'), 'utf8').trim()).toBe(place);
    rmSync(place, { recursive: true, force: true });
  } finally {
    rmSync(closed, { recursive: true, force: true });
  }
});
