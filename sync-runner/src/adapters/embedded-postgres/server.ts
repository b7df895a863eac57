import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { SyncError } from '#errors/sync-error.ts';
import type { Binaries } from './binaries.ts';
import type { Places } from './places.ts';
import type { ServerUser } from './server-user.ts';

export const SERVER_PORT = 5432;
export const DATABASE_USER = 'cherry_bridge';

/** Major version of the binaries; another one cannot read the folder. */
const MAJOR = '18';

/** A small server: one runner, some dozen connections. What is not named here keeps PostgreSQL's default. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '48MB',
  work_mem: '8MB',
  maintenance_work_mem: '32MB',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  checkpoint_completion_target: '0.9',
  // One process less per worker; one client at a time reads little.
  io_method: 'sync',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '1',
  autovacuum_naptime: '20s',
  jit: 'off',
  huge_pages: 'off',
  // On a disk that keeps its word every commit is safe; a socket has no idle peers to look for.
  synchronous_commit: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
};

const composeFailure = (sentence: string, detail: string): SyncError =>
  new SyncError({ code: 'STORE_UNREACHABLE', message: `${sentence} ${detail.trim().slice(-600)}`.trim() });

/** Makes the cluster beside its place and moves it there whole: a kill in the middle leaves nothing half-made. */
export const ensureCluster = (places: Places, binaries: Binaries, user: ServerUser): void => {
  const folder = join(places.home, 'data');
  if (existsSync(join(folder, 'PG_VERSION'))) {
    const major = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
    if (major === MAJOR) return;
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `The database in ${folder} was made by PostgreSQL ${major} and this runner brings ${MAJOR}. Dump it with the old runner and restore it into a new data folder.`,
    });
  }
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const words = ['-D', fresh, '-U', DATABASE_USER, '-E', 'UTF8', '--locale=C', '--auth=trust', '--no-instructions'];
  const made = spawnSync(binaries.initdb, words, {
    ...user.drop,
    cwd: '/',
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
  });
  if (made.status !== 0)
    throw composeFailure('The embedded database could not be made.', made.stderr || String(made.error ?? ''));
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
};

/** Who may connect: the runner's own operating-system user, over the socket, asked of the kernel (no password to keep). */
const writeAccessRules = (places: Places, user: ServerUser): void => {
  const method = user.runnerName === '' ? 'trust' : 'peer map=runner';
  const files = {
    'pg_hba.conf': `local all all ${method}\n`,
    'pg_ident.conf': `runner "${user.runnerName}" ${DATABASE_USER}\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(places.home, 'data', name);
    writeFileSync(path, text, { mode: 0o600 });
    if (user.drop !== undefined) chownSync(path, user.drop.uid, user.drop.gid);
  }
};

/** A lock file whose process is alive but is no PostgreSQL (numbers are reused after a restart) would stop every start. */
const removeForeignLockFile = (places: Places): void => {
  const path = join(places.home, 'data', 'postmaster.pid');
  if (process.platform !== 'linux' || !existsSync(path)) return;
  const pid = readFileSync(path, 'utf8').split('\n')[0] ?? '';
  try {
    if (!readlinkSync(`/proc/${pid}/exe`).includes('postgres')) rmSync(path, { force: true });
  } catch {
    // No such process, or not ours to look at: PostgreSQL decides itself.
  }
};

export interface ServerChild {
  readonly child: ChildProcess;
  /** Set once it ended. */
  readonly hasEnded: () => boolean;
  readonly readLog: () => string;
}

/** Starts the server in its own process group: a Ctrl-C in the terminal is for the runner, which then stops it in order. */
export const startServer = (places: Places, binaries: Binaries, user: ServerUser): ServerChild => {
  writeAccessRules(places, user);
  removeForeignLockFile(places);
  const logFile = openSync(join(places.home, 'server.log'), 'a+', 0o600);
  const logStart = fstatSync(logFile).size;
  const settings = Object.entries({
    ...SETTINGS,
    unix_socket_directories: places.socketFolder,
    port: String(SERVER_PORT),
  });
  const child = spawn(
    binaries.postgres,
    ['-D', join(places.home, 'data'), ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...user.drop,
      cwd: '/',
      detached: true,
      stdio: ['ignore', logFile, logFile],
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    },
  );
  let hasEnded = false;
  child.once('error', () => (hasEnded = true));
  child.once('exit', () => (hasEnded = true));
  child.unref();
  closeSync(logFile);
  return { child, hasEnded: () => hasEnded, readLog: () => readTail(join(places.home, 'server.log'), logStart) };
};

const readTail = (path: string, start: number): string => {
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const from = Math.max(start, size - 4_000);
    const buffer = Buffer.alloc(Math.max(0, size - from));
    readSync(file, buffer, 0, buffer.length, from);
    return buffer.toString('utf8');
  } finally {
    closeSync(file);
  }
};
