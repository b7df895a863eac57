import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { startChild, stopChild, waitFor } from './children.ts';
import type { Guardian } from './guardian.ts';
import type { Machine } from './machine.ts';
import { giveTo, type ServiceUser } from './service-user.ts';

export interface Database {
  socket: string;
  stop(): Promise<void>;
}

const OPTIONS = [
  '--skip-networking',
  '--skip-log-bin',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
  '--innodb-buffer-pool-size=128M',
  // Durable enough for a shop that is thrown away; a commit costs no disk flush.
  '--innodb-flush-log-at-trx-commit=2',
  '--max-connections=80',
  '--performance-schema=OFF',
];

/** Small files: the data folder is copied for every new shop. It must be the same at install and at every start. */
const MARIADB_OPTIONS = ['--innodb-log-file-size=16M'];

/** Creates an empty data folder below `folder`. */
export function createDatabaseFolder(machine: Machine, folder: string, user: ServiceUser | undefined): void {
  const data = join(folder, 'mysql');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  giveTo(data, user);
  const quiet = { stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'], cwd: folder, ...(user ?? {}) };
  if (machine.databaseServer.endsWith('mariadbd') && machine.databaseInstaller !== undefined) {
    const args = ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'];
    execFileSync(machine.databaseInstaller, ['--no-defaults', `--datadir=${data}`, ...args, ...MARIADB_OPTIONS], quiet);
  } else {
    execFileSync(machine.databaseServer, ['--no-defaults', '--initialize-insecure', `--datadir=${data}`], quiet);
  }
}

/** Starts the server on a private socket below `folder`; opens no port. */
export async function startDatabase(
  machine: Machine,
  folder: string,
  user: ServiceUser | undefined,
  guardian: Guardian,
): Promise<Database> {
  const socket = join(folder, 'run', 'db.sock');
  const isMaria = machine.databaseServer.endsWith('mariadbd');
  const child = startChild(
    machine.databaseServer,
    [
      '--no-defaults',
      `--datadir=${join(folder, 'mysql')}`,
      `--socket=${socket}`,
      `--pid-file=${join(folder, 'run', 'db.pid')}`,
      `--tmpdir=${join(folder, 'run')}`,
      ...OPTIONS,
      ...(isMaria ? MARIADB_OPTIONS : ['--mysqlx=OFF']),
    ],
    { user, logFile: join(folder, 'log', 'database.log'), cwd: folder },
  );
  guardian.watch(child.pid);
  const place = join(folder, 'log', 'database.log');
  await waitFor(() => canConnect(socket), `The database server did not start; ${place} says why.`, 60_000, child);
  return { socket, stop: () => stopChild(child, 'SIGTERM', 20_000) };
}

/** A server is alive when it answers, not when a pid file says so. */
function canConnect(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect(socket);
    line.once('error', () => resolve(false));
    line.once('data', () => {
      line.destroy();
      resolve(true);
    });
  });
}
